"""拍摄信息: a closed list of short texts, whatever a camera or a stranger wrote."""

import pytest

from tests.evidence.films import drawn, film
from tests.evidence.pictures import jpeg as plain_jpeg
from tests.evidence.pictures import png, with_chunk, with_credentials
from tests.evidence.sounds import box
from xiezhi.evidence.rules.credentials import has_credentials
from xiezhi.evidence.rules.exif_particulars import Head, read_exif_particulars
from xiezhi.evidence.rules.film_particulars import read_film_particulars
from xiezhi.evidence.rules.particulars import (
    MAX_VALUE,
    PARTICULAR_LABELS,
    Particular,
    checked_particulars,
    clean_value,
    particulars_bytes,
    read_particulars,
)
from xiezhi.kernel.errors import InvalidInputError

MAIN, DETAIL, GPS, PREVIEW = "main", "detail", "gps", "preview"
Tags = dict[int, object]


def read(**directories: Tags) -> dict[Particular, str]:
    empty: Tags = {}
    parts = {name: directories.get(name, empty) for name in (MAIN, DETAIL, GPS, PREVIEW)}
    return dict(read_exif_particulars(Head(**parts), (400, 300)))


@pytest.mark.parametrize(
    ("tags", "particular", "expected"),
    [
        pytest.param({"main": {0x010F: "厂商"}}, "make", "厂商", id="make"),
        pytest.param(
            {"main": {0x010F: "华为".encode().decode("latin-1")}}, "make", "华为", id="UTF-8 as ASCII"
        ),
        pytest.param({"main": {0x0110: "X\x00SERIAL-9"}}, "model", "X", id="behind the end"),
        pytest.param({"main": {0x0110: "A\u202eB\r\nC"}}, "model", "AB C", id="hidden signs"),
        pytest.param({"main": {0x0110: "长" * 300}}, "model", "长" * MAX_VALUE, id="endless"),
        pytest.param({"main": {0x0110: 7}}, "model", None, id="no text"),
        pytest.param({"detail": {0xA433: "Leica", 0xA434: "Wide"}}, "lens", "Leica Wide", id="lens"),
        pytest.param({"detail": {0x829A: 0.008}}, "exposure", "1/125", id="short"),
        pytest.param({"detail": {0x829A: 2.0}}, "exposure", "2", id="long"),
        pytest.param({"detail": {0x829A: 0.0}}, "exposure", None, id="none"),
        pytest.param({"detail": {0x829A: float("nan")}}, "exposure", None, id="no number"),
        pytest.param({"detail": {0x829D: 1.8}}, "aperture", "f/1.8", id="aperture"),
        pytest.param({"detail": {0x8827: (100, 0)}}, "sensitivity", "100", id="pair"),
        pytest.param({"detail": {0x8827: -5}}, "sensitivity", None, id="negative"),
        pytest.param({"detail": {0x9209: 0x19}}, "flash", "fired", id="flash"),
        pytest.param({"detail": {0x9209: 0x10}}, "flash", "not_fired", id="no flash"),
        pytest.param({"main": {0x0112: 6}}, "orientation", "turned_90", id="turned"),
        pytest.param({"main": {0x0112: 99}}, "orientation", None, id="no orientation"),
        pytest.param(
            {"detail": {0x9003: "2026:05:04 09:30:00", 0x9011: "+08:00", 0x9291: "417"}},
            "taken",
            "2026-05-04 09:30:00.417 +08:00",
            id="time with its offset",
        ),
        pytest.param(
            {"detail": {0x9003: "2026:05:04 09:30:00", 0x9011: "east"}},
            "taken",
            "2026-05-04 09:30:00",
            id="nonsense offset",
        ),
        pytest.param({"detail": {0x9003: "0000:00:00 00:00:00"}}, "taken", None, id="clock unset"),
        pytest.param({"detail": {0x9003: "yesterday"}}, "taken", None, id="no time"),
        pytest.param(
            {"gps": {29: "2026:05:04", 7: (1.0, 29.0, 59.0)}},
            "satellite_time",
            "2026-05-04 01:29:59",
            id="satellites",
        ),
        pytest.param({"gps": {29: "2026:05:04", 7: (99.0, 0.0, 0.0)}}, "satellite_time", None, id="no"),
        pytest.param({"gps": {5: b"\x01", 6: 12.5}}, "altitude", "-12.5", id="below the sea"),
        pytest.param({"gps": {6: 1e300}}, "altitude", None, id="out of the world"),
        pytest.param({"gps": {16: "M", 17: 215.5}}, "direction", "215.5 M", id="magnetic"),
        pytest.param({"gps": {17: 720.0}}, "direction", None, id="no direction"),
        pytest.param({"detail": {0x927C: b"x"}}, "maker_note", "present", id="maker note"),
        pytest.param({"preview": {0x0201: 900}}, "preview", "present", id="thumbnail"),
        pytest.param({"detail": {0xA002: 400, 0xA003: 300}}, "edited", None, id="same size"),
        pytest.param({"detail": {0xA002: 300, 0xA003: 400}}, "edited", None, id="turned size"),
        pytest.param({"detail": {0xA002: 4000, 0xA003: 3000}}, "edited", "size_differs", id="cut"),
        pytest.param({"main": {0x0131: "Adobe Photoshop 25"}}, "edited", "editor", id="editor"),
        pytest.param({"main": {0x0131: "HarmonyOS 4"}}, "edited", None, id="no editor"),
        pytest.param(
            {
                "main": {0x0132: "2026:05:05 10:00:00", 0x0131: "醒图"},
                "detail": {0x9003: "2026:05:04 09:30:00"},
            },
            "edited",
            "editor,changed_later",
            id="changed the day after",
        ),
    ],
)  # fmt: skip
def test_a_tag_says_so_much_and_no_more(
    tags: dict[str, Tags], particular: str, expected: str | None
) -> None:
    assert read(**tags).get(Particular(particular)) == expected


@pytest.mark.parametrize("tag", [0xA430, 0xA431, 0xA435, 0x9286, 0xC62F], ids=hex)
def test_owner_serial_and_notes_are_read_nowhere(tag: int) -> None:
    said = read(main={tag: "SERIAL-77"}, detail={tag: "SERIAL-77"})
    assert said == {Particular.SIZE: "400x300"}


def test_every_particular_has_its_words() -> None:
    assert set(PARTICULAR_LABELS) == set(Particular)


@pytest.mark.parametrize(
    "words", [None, [], {"serial": "7"}, {"make": 7}, {"make": None}, {7: "make"}], ids=repr
)
def test_a_list_of_anything_else_is_refused(words: object) -> None:
    with pytest.raises(InvalidInputError):
        checked_particulars(words)


def test_a_list_is_cleaned_again_and_stands_in_order() -> None:
    found = checked_particulars({"model": " B\x07 ", "make": "A", "lens": "\u200b"})
    assert list(found.items()) == [(Particular.MAKE, "A"), (Particular.MODEL, "B")]
    assert clean_value("\ud800x") == "\ufffdx"


def test_what_was_written_for_one_file_is_not_read_for_another() -> None:
    written = particulars_bytes({Particular.MAKE: "A"}, bound_to="one")
    assert read_particulars(written, bound_to="one") == {Particular.MAKE: "A"}
    for damaged, place in ((written, "other"), (b"[]", "one"), (b"{", "one"), (b"{}", "one")):
        with pytest.raises(InvalidInputError):
            read_particulars(damaged, bound_to=place)


def test_a_film_says_when_where_and_with_what() -> None:
    said = read_film_particulars(film("mov"))
    assert said[Particular.TAKEN] == "2026-11-20 08:00:00 +00:00"
    assert said[Particular.POSITION] == "40.410000, 110.030000"
    assert said[Particular.SIZE] == "320x180"
    assert said[Particular.CODEC] == "avc1"
    assert said[Particular.EDITED] == "editor"
    assert Particular.CREDENTIALS not in said


def meta(*named: tuple[bytes, bytes]) -> bytes:
    """Return the list of names and values an iPhone writes."""
    keys = b"".join(box(b"mdta", name) for name, _value in named)
    items = b"".join(
        box(place.to_bytes(4, "big"), box(b"data", b"\0\0\0\1\0\0\0\0" + value))
        for place, (_name, value) in enumerate(named, start=1)
    )
    head = box(b"hdlr", b"\0" * 8 + b"mdta" + b"\0" * 13)
    counted = box(b"keys", b"\0" * 4 + len(named).to_bytes(4, "big") + keys)
    return box(b"meta", head + counted + box(b"ilst", items))


def moov(*parts: bytes) -> bytes:
    return box(b"ftyp", b"qt  \0\0\0\0") + box(b"moov", b"".join(parts)) + box(b"mdat", b"\0" * 8)


@pytest.mark.parametrize(
    ("name", "value", "particular", "expected"),
    [
        (b"com.apple.quicktime.make", b"Apple", "make", "Apple"),
        (b"com.apple.quicktime.model", b"iPhone 15", "model", "iPhone 15"),
        (b"com.apple.quicktime.creationdate", b"2026-05-04T09:30:00+0800", "taken",
         "2026-05-04T09:30:00+0800"),
        (b"com.apple.quicktime.location.ISO6709", b"+40.4083+110.0354+1007.500/", "position",
         "40.408300, 110.035400"),
        (b"com.apple.quicktime.location.ISO6709", b"+40.4083+110.0354+1007.500/", "altitude",
         "1007.5"),
        (b"com.apple.quicktime.location.ISO6709", b"somewhere", "position", None),
        (b"com.android.manufacturer", b"\xe5\x8d\x8e\xe4\xb8\xba", "make", "华为"),
        (b"com.apple.quicktime.serial", b"SERIAL-77", "make", None),
    ],
)  # fmt: skip
def test_names_of_telephones_are_known(
    name: bytes, value: bytes, particular: str, expected: str | None
) -> None:
    said = read_film_particulars(moov(meta((name, value))))
    assert said.get(Particular(particular)) == expected
    assert "SERIAL-77" not in str(said)


def test_a_film_of_nothing_but_boxes_says_little() -> None:
    assert read_film_particulars(drawn()) == {Particular.SIZE: "1280x720"} | {}
    assert read_film_particulars(b"") == {}


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_a_film_cut_anywhere_costs_nothing_but_its_particulars(cut: int) -> None:
    whole = moov(meta((b"com.apple.quicktime.make", b"Apple")), box(b"mvhd", b"\0" * 100))
    for data in (whole[:cut], whole[:cut] + b"\xff" * 40):
        assert isinstance(read_film_particulars(data), dict)


CREDENTIALS_BOX = bytes.fromhex("d8fec3d61b0e483c92975828877ec481") + b"\0" * 8


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(plain_jpeg(), False, id="jpeg without"),
        pytest.param(with_credentials(plain_jpeg()), True, id="jpeg"),
        pytest.param(plain_jpeg() + b"\xff\xebjumb c2pa", False, id="behind the picture"),
        pytest.param(png(), False, id="png without"),
        pytest.param(with_chunk(png(), b"caBX", b"....jumb....c2pa"), True, id="png"),
        pytest.param(with_chunk(png(), b"caBX", b"nothing"), False, id="png with another"),
        pytest.param(
            b"RIFF\0\0\0\0WEBPVP8 \2\0\0\0xxC2PA\x10\0\0\0....jumb....c2pa", True, id="webp"
        ),
        pytest.param(b"RIFF\0\0\0\0WEBPVP8 \2\0\0\0xx", False, id="webp without"),
        pytest.param(moov() + box(b"uuid", CREDENTIALS_BOX), True, id="film"),
        pytest.param(moov() + box(b"uuid", b"\0" * 24), False, id="film with another"),
        pytest.param(b"%PDF-1.7 c2pa jumb", False, id="paper"),
        pytest.param(b"\xff\xd8\xff", False, id="cut"),
    ],
)
def test_credentials_are_seen_where_they_stand(data: bytes, expected: bool) -> None:
    assert has_credentials(data) is expected
