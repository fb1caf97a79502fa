"""A film is told by its boxes; what is cut, mute of pictures or huge is refused."""

import pytest

from tests.evidence.films import drawn
from tests.evidence.pictures import jpeg
from tests.evidence.sounds import box, m4a, webm
from xiezhi.evidence.rules.acceptance import check_file
from xiezhi.evidence.rules.kinds import MediaFormat, MediaKind
from xiezhi.evidence.rules.video import MAX_SIDE, is_bare_film
from xiezhi.evidence.rules.voice import voice_seconds
from xiezhi.kernel.errors import InvalidInputError

GOOD = drawn()
HEAD_ENDS = GOOD.index(b"mdat") - 4


@pytest.mark.parametrize(
    ("brand", "expected"),
    [
        (b"isom", MediaFormat.FILM),
        (b"mp42", MediaFormat.FILM),
        (b"qt  ", MediaFormat.FILM_MOV),
        (b"3gp5", MediaFormat.FILM_3GP),
    ],
)
def test_the_brand_says_which_telephone_made_it(brand: bytes, expected: MediaFormat) -> None:
    assert check_file(MediaKind.VIDEO, drawn(brand=brand)) is expected


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "evidence.empty", id="empty"),
        pytest.param(jpeg(), "evidence.not_a_video", id="picture"),
        pytest.param(m4a(), "evidence.not_a_video", id="sound only"),
        pytest.param(drawn(handlers=(b"soun", b"meta")), "evidence.not_a_video", id="no picture"),
        pytest.param(webm(track_type=1), "evidence.not_a_video", id="webm"),
        pytest.param(b"#EXTM3U\nfile:///etc/passwd\n", "evidence.not_a_video", id="playlist"),
        pytest.param(drawn(handlers=()), "evidence.damaged", id="no track"),
        pytest.param(GOOD[:HEAD_ENDS], "evidence.damaged", id="no content"),
        pytest.param(GOOD[:-1], "evidence.damaged", id="cut in the content"),
        pytest.param(GOOD[: HEAD_ENDS - 1], "evidence.damaged", id="cut in the head"),
        pytest.param(GOOD[:24] + box(b"mdat", b"\0" * 9), "evidence.damaged", id="no head"),
        pytest.param(GOOD + GOOD[24:HEAD_ENDS], "evidence.damaged", id="two heads"),
        pytest.param(
            box(b"ftyp", b"isom\0\0\0\0") + box(b"moov", b"\0\0\xff\xfftrak") + box(b"mdat", b"\0"),
            "evidence.damaged",
            id="head that claims more than it holds",
        ),
        pytest.param(drawn(sides=(MAX_SIDE + 1, 10)), "evidence.bomb", id="too wide"),
        pytest.param(drawn(sides=(10, 65_535)), "evidence.bomb", id="too high"),
    ],
)
def test_what_is_no_whole_film_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        check_file(MediaKind.VIDEO, data)
    assert refused.value.code == code


def test_a_tail_costs_nobody_the_film() -> None:
    assert check_file(MediaKind.VIDEO, GOOD + b"SEFT trailer of a telephone") is MediaFormat.FILM


def test_a_film_is_no_voice_and_no_photo() -> None:
    for kind in (MediaKind.VOICE, MediaKind.PHOTO, MediaKind.PAPER):
        with pytest.raises(InvalidInputError):
            check_file(kind, GOOD)


def test_its_length_is_read_from_the_head() -> None:
    assert voice_seconds(drawn(seconds=179.5), MediaFormat.FILM) == 179.5
    assert voice_seconds(drawn(seconds=0), MediaFormat.FILM) is None


def bare(extra: bytes = b"", *, in_head: bytes = b"", date: bytes = bytes(4)) -> bytes:
    head = box(b"mvhd", bytes(4) + date + bytes(92)) + in_head
    return box(b"ftyp", b"isom") + box(b"moov", head) + box(b"mdat", b"abc") + extra


def test_a_copy_holds_the_film_and_nothing_else() -> None:
    assert is_bare_film(bare())
    assert is_bare_film(bare(box(b"free", bytes(20))))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(bare(b"tail"), id="tail"),
        pytest.param(bare(box(b"free", b"words")), id="words in free room"),
        pytest.param(bare(box(b"uuid", bytes(20))), id="uuid"),
        pytest.param(bare(in_head=box(b"udta", box(b"\xa9xyz", b"+40+110/"))), id="place"),
        pytest.param(bare(in_head=box(b"meta", bytes(8))), id="notes"),
        pytest.param(bare(in_head=box(b"trak", box(b"udta", b""))), id="notes of a track"),
        pytest.param(bare(in_head=b"rest"), id="rest in the head"),
        pytest.param(bare(date=b"\xe0\0\0\1"), id="date"),
    ],
)
def test_a_copy_with_anything_more_is_none(data: bytes) -> None:
    assert not is_bare_film(data)
