"""Draft rows: one person, one matter, with the files that belong to it, and why."""

from datetime import datetime

import pytest

from tests.language.pasting.cast import TOWNS, at, read, rows
from xiezhi.evidence.rules.taken import TimeSource, taken_from_name
from xiezhi.language.pasting import (
    LeftOutReason,
    PastedFile,
    PasteWarning,
    PlaceholderKind,
    RowReason,
    regroup_row,
)

SEVEN, TWELVE = "展旦召07号网格员", "新和村12号网格员"
TWO_PEOPLE = [
    (SEVEN, "10:31", "展旦召苏木加油站北200米水鹤被撞坏了"),
    (SEVEN, "10:31", "[图片]"),
    (SEVEN, "10:32", "[图片]"),
    (TWELVE, "10:33", "收到"),
    (TWELVE, "10:36", "[图片]"),
    (SEVEN, "10:37", "消防车来了取不上水"),
    (TWELVE, "10:38", "新和村村口有一堆垃圾，味道很大"),
    (TWELVE, "10:39", "[图片]"),
    (SEVEN, "10:52", "另外海勒苏嘎查东边大约三百米的沟里有死羊"),
    (SEVEN, "10:52", "[图片]"),
    (TWELVE, "10:55", "👍[强]"),
    (SEVEN, "10:56", "[位置]内蒙古达拉特旗海勒苏嘎查"),
]


def chat(said: list[tuple[str, str, str]], *, day: str = "2026/3/5") -> str:
    return "\n\n".join(f"{name} {day} {clock}\n{words}" for name, clock, words in said)


def picture(name: str = "a.jpg", taken_at: datetime | None = None, source: str = "") -> PastedFile:
    return PastedFile(name=name, taken_at=taken_at, time_source=source)


def saved(name: str) -> PastedFile:
    taken = taken_from_name(name)
    assert taken is not None
    return PastedFile(name=name, taken_at=taken.instant, time_source=taken.source)


def test_twelve_messages_and_five_pictures_from_two_people_become_three_rows() -> None:
    files = [saved(f"微信图片_2026030511010{place}_{place}_1.jpg") for place in range(5)]
    grouped = rows(chat(TWO_PEOPLE), *files)
    assert [(row.supporter, row.messages, row.files) for row in grouped.rows] == [
        ("member-07", (0, 1, 2, 5), (0, 1)),
        ("member-12", (4, 6, 7), (2, 3)),
        ("member-07", (8, 9, 11), (4,)),
    ]
    assert [(row.place.town, row.place.village) for row in grouped.rows] == [
        ("展旦召苏木", ""),
        ("王爱召镇", "新和村"),
        ("展旦召苏木", "海勒苏嘎查"),
    ]
    assert grouped.rows[0].words == "展旦召苏木加油站北200米水鹤被撞坏了\n消防车来了取不上水"
    assert [one.reason for one in grouped.left_out] == [
        LeftOutReason.CHATTER,
        LeftOutReason.STICKER,
    ]
    assert (grouped.loose_files, grouped.warnings) == ((), ())


def test_the_order_in_which_saved_pictures_are_dropped_does_not_matter() -> None:
    files = [saved(f"微信图片_2026030511010{place}_{place}_1.jpg") for place in (3, 0, 4, 1, 2)]
    grouped = rows(chat(TWO_PEOPLE), *files)
    assert [[files[place].name[18] for place in row.files] for row in grouped.rows] == [
        ["0", "1"],
        ["3", "2"],
        ["4"],
    ]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        pytest.param((SEVEN, "11:10", "沟里有死羊有一阵子了"), RowReason.LONG_PAUSE, id="pause"),
        pytest.param((SEVEN, "10:35", "另外沟里有死羊"), RowReason.NEW_MATTER_WORD, id="besides"),
        pytest.param((SEVEN, "10:35", "还有一处：沟里有死羊"), RowReason.NEW_MATTER_WORD, id="one-more"),
        pytest.param((SEVEN, "10:35", "再报一个，沟里有死羊"), RowReason.NEW_MATTER_WORD, id="report-again"),
        pytest.param((SEVEN, "10:35", "树林召镇沙坝子村路边也有一堆"), RowReason.OTHER_PLACE, id="other-town"),
        pytest.param((SEVEN, "10:35", "官牛犋村的路边也有不少垃圾"), RowReason.OTHER_PLACE, id="other-village"),
        pytest.param((SEVEN, "10:35", "药店在卖过期的假药，没人管"), RowReason.OTHER_SUBJECT, id="other-subject"),
        pytest.param((TWELVE, "10:35", "我这边沟里有死羊"), RowReason.FIRST_OF_SPEAKER, id="other-person"),
    ],
)  # fmt: skip
def test_a_new_matter_begins(said: tuple[str, str, str], reason: RowReason) -> None:
    grouped = rows(chat([(SEVEN, "10:31", "海勒苏嘎查的路边倾倒了一车垃圾"), said]))
    assert [row.messages for row in grouped.rows] == [(0,), (1,)]
    assert grouped.rows[1].reasons[0] == reason


@pytest.mark.parametrize(
    "said",
    [
        pytest.param((SEVEN, "10:35", "味道很大，已经有三天了"), id="goes-on"),
        pytest.param((SEVEN, "10:35", "官牛犋"), id="too-short-to-be-another"),
        pytest.param((SEVEN, "12:35", "补充：刚才那一车是建筑垃圾"), id="supplement-after-a-pause"),
        pytest.param(
            (SEVEN, "10:35", "就是上面说的那车，官牛犋村的人倒的"), id="supplement-names-a-place"
        ),
        pytest.param((SEVEN, "10:59", "[图片]"), id="picture"),
        pytest.param((SEVEN, "10:35", "[位置]内蒙古达拉特旗树林召镇"), id="place-card"),
    ],
)
def test_the_same_matter_goes_on(said: tuple[str, str, str]) -> None:
    grouped = rows(chat([(SEVEN, "10:31", "海勒苏嘎查的路边倾倒了一车垃圾"), said]))
    assert [row.messages for row in grouped.rows] == [(0, 1)]


def test_others_speaking_between_do_not_part_a_matter() -> None:
    said = [
        (SEVEN, "10:31", "海勒苏嘎查的路边倾倒了一车垃圾"),
        (TWELVE, "10:32", "我这边的井盖坏了好几天了"),
        (SEVEN, "10:33", "味道很大"),
    ]
    assert [row.messages for row in rows(chat(said)).rows] == [(0, 2), (1,)]


def test_messages_without_times_are_parted_by_their_words_alone() -> None:
    text = f"{SEVEN}:\n路边倾倒了一车垃圾\n\n{TWELVE}:\n井盖坏了\n\n{SEVEN}:\n另外沟里有死羊\n"
    assert [row.messages for row in rows(text).rows] == [(0,), (1,), (2,)]


def test_pictures_announcing_the_next_words_go_with_them() -> None:
    said = [
        (SEVEN, "10:31", "[图片]"),
        (SEVEN, "10:31", "海勒苏嘎查的路边倾倒了一车垃圾"),
        (SEVEN, "10:40", "[图片]"),
        (SEVEN, "10:41", "另外沟里有死羊"),
    ]
    grouped = rows(chat(said))
    assert [row.messages for row in grouped.rows] == [(0, 1), (2, 3)]
    assert RowReason.FILES_BEFORE_WORDS in grouped.rows[1].reasons


def test_pictures_following_their_words_stay_with_them() -> None:
    said = [
        (SEVEN, "10:31", "海勒苏嘎查的路边倾倒了一车垃圾"),
        (SEVEN, "10:32", "[图片]"),
        (SEVEN, "10:50", "另外沟里有死羊"),
        (SEVEN, "10:50", "[图片]"),
    ]
    assert [row.messages for row in rows(chat(said)).rows] == [(0, 1), (2, 3)]


def test_where_the_clock_says_nothing_the_speakers_way_decides() -> None:
    first = [
        (SEVEN, "10:31", one) for one in ("[图片]", "路边有垃圾堆", "[图片]", "另外沟里有死羊")
    ]
    after = [
        (SEVEN, "10:31", one) for one in ("路边有垃圾堆", "[图片]", "另外沟里有死羊", "[图片]")
    ]
    assert [row.messages for row in rows(chat(first)).rows] == [(0, 1), (2, 3)]
    assert [row.messages for row in rows(chat(after)).rows] == [(0, 1), (2, 3)]


@pytest.mark.parametrize("name", ["检察官助理甲", "达旗检察院联络员", "某某检察官"])
def test_the_offices_own_questions_are_no_reports(name: str) -> None:
    said = [(SEVEN, "10:31", "路边有垃圾"), (name, "10:32", "请问具体在哪个嘎查？")]
    grouped = rows(chat(said))
    assert [row.messages for row in grouped.rows] == [(0,)]
    assert [one.reason for one in grouped.left_out] == [LeftOutReason.OFFICE]


@pytest.mark.parametrize(
    "words",
    [
        "收到", "收到！", "收到，谢谢", "好的", "好的👌", "好的收到谢谢领导", "收到，马上", "是的是的", "嗯嗯", "👍👍👍", "[强][抱拳]", "谢谢领导", "辛苦了各位", "OK",
        "明白", "@展旦召07号网格员 收到", "+1", "[动画表情]", "哈哈哈哈", "早上好", "是的，对", "请查收",
    ],
)  # fmt: skip
def test_chatter_makes_no_row(words: str) -> None:
    grouped = rows(chat([(SEVEN, "10:31", "路边有垃圾"), (TWELVE, "10:32", words)]))
    assert [row.messages for row in grouped.rows] == [(0,)]
    assert len(grouped.left_out) == 1


@pytest.mark.parametrize(
    "words", ["好多垃圾", "在加油站", "没有井盖了", "收到垃圾一车", "收到一车垃圾", "[图片]", "[位置]某路口", "没水了", "好的水井没盖", "对面有垃圾", "是污水"]
)  # fmt: skip
def test_short_words_of_a_matter_are_no_chatter(words: str) -> None:
    assert len(rows(chat([(TWELVE, "10:32", words)])).rows) == 1


# --- files ---------------------------------------------------------------------------------

TWO_ROWS = [
    (SEVEN, "10:31", "路边有垃圾堆"),
    (SEVEN, "10:32", "[图片]"),
    (TWELVE, "14:00", "井盖坏了好几天"),
    (TWELVE, "14:01", "[图片]"),
]


def files_of(
    *files: PastedFile, said: list[tuple[str, str, str]] | None = None
) -> list[tuple[int, ...]]:
    grouped = rows(chat(said or TWO_ROWS), *files)
    return [*(row.files for row in grouped.rows), grouped.loose_files]


@pytest.mark.parametrize(
    ("files", "placed"),
    [
        pytest.param([picture(), picture()], [(0,), (1,), ()], id="as-many-as-placeholders"),
        pytest.param(
            [picture("b", at(13, 50), "exif"), picture("a", at(10, 20), "exif")], [(1,), (0,), ()], id="sorted-by-camera",
        ),
        pytest.param([picture("a", at(13, 55), "exif")], [(), (0,), ()], id="fewer-by-time"),
        pytest.param(
            [picture("a", at(10, 20), "exif"), picture("b", at(10, 21), "exif"), picture("c", at(13, 55), "exif")],
            [(0, 1), (2,), ()], id="more-by-time",
        ),
        pytest.param([picture("a", at(9, days_ago=40), "exif")], [(), (), (0,)], id="far-from-everything"),
        pytest.param([picture()], [(0,), (), ()], id="fewer-in-order"),
        pytest.param([picture(), picture(), picture()], [(0,), (1,), (2,)], id="more-without-time"),
        pytest.param([PastedFile(name="a.bin", kind=PlaceholderKind.OTHER)], [(), (), (0,)], id="unknown-kind"),
        pytest.param([PastedFile(name="a.amr", kind=PlaceholderKind.VOICE)], [(), (), (0,)], id="voice-nobody-sent"),
    ],
)  # fmt: skip
def test_files_find_their_rows(files: list[PastedFile], placed: list[tuple[int, ...]]) -> None:
    assert files_of(*files) == placed


def test_all_files_go_to_the_only_row() -> None:
    grouped = rows(
        "加油站北侧有垃圾", picture(), PastedFile(name="a.amr", kind=PlaceholderKind.VOICE)
    )
    assert grouped.rows[0].files == (0, 1)
    assert RowReason.FILE_ONLY_ROW in grouped.rows[0].reasons


def test_files_of_the_only_person_who_sent_pictures_are_hers_however_many() -> None:
    said = [
        (SEVEN, "10:31", "路边有垃圾堆"),
        (TWELVE, "10:33", "井盖坏了"),
        (TWELVE, "10:34", "[图片]"),
    ]
    assert files_of(picture(), picture(), said=said) == [(), (0, 1), ()]


def test_names_the_chat_gives_come_before_order() -> None:
    said = [
        (SEVEN, "10:31", "路边有垃圾堆[图片: 2.jpg]"),
        (TWELVE, "10:33", "井盖坏了[图片: 1.JPG]"),
    ]
    assert files_of(picture("1.jpg"), picture("2.jpg"), said=said) == [(1,), (0,), ()]


def test_voices_and_pictures_are_counted_apart() -> None:
    said = [(SEVEN, "10:31", "[语音]"), (TWELVE, "10:33", "井盖坏了"), (TWELVE, "10:34", "[图片]")]
    voice = PastedFile(name="a.amr", kind=PlaceholderKind.VOICE)
    assert files_of(picture(), voice, said=said) == [(1,), (0,), ()]


def test_a_picture_of_the_office_is_no_reporters() -> None:
    said = [(SEVEN, "10:31", "路边有垃圾堆"), (SEVEN, "10:32", "[图片]"), ("检察官助理甲", "10:33", "[图片]"),
            (TWELVE, "10:34", "井盖坏了[图片]")]  # fmt: skip
    assert files_of(picture(), picture(), picture(), said=said) == [(0,), (2,), (1,)]


def test_what_was_guessed_or_is_missing_is_said() -> None:
    grouped = rows(chat(TWO_ROWS), picture())
    assert PasteWarning.FILE_ORDER_GUESSED in grouped.rows[0].warnings
    assert PasteWarning.FILE_MISSING in grouped.rows[1].warnings
    assert PasteWarning.FILES_LEFT in rows(chat(TWO_ROWS), *[picture()] * 3).warnings


def test_a_picture_taken_after_it_was_sent_is_doubted() -> None:
    grouped = rows(chat(TWO_ROWS), picture(), picture("b", at(15, 0), "exif"))
    assert PasteWarning.FILE_TIME_DISAGREES not in grouped.rows[0].warnings
    assert PasteWarning.FILE_TIME_DISAGREES in grouped.rows[1].warnings


# --- what a row says -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "seen_at", "source"),
    [
        pytest.param([], at(10, 31), TimeSource.MESSAGE, id="message"),
        pytest.param([picture("a", at(9, 0), "exif")], at(9, 0), TimeSource.EXIF, id="camera"),
        pytest.param([picture("a", at(9, 0), "exif"), picture("b", at(8, 0), "exif")], at(8, 0), TimeSource.EXIF, id="first-of-camera"),
        pytest.param([picture("a", at(9, 0), "file_name")], at(9, 0), TimeSource.FILE_NAME, id="name-before-message"),
        pytest.param([picture("a", at(11, 0), "file_name")], at(10, 31), TimeSource.MESSAGE, id="copy-saved-later"),
        pytest.param([picture("a", at(15, 0), "exif")], at(10, 31), TimeSource.MESSAGE, id="impossible-camera"),
    ],
)  # fmt: skip
def test_the_time_of_the_scene_and_its_source(
    files: list[PastedFile], seen_at: datetime, source: TimeSource
) -> None:
    row = rows(chat([(SEVEN, "10:31", "路边有垃圾堆")]), *files).rows[0]
    assert (row.seen_at, row.seen_at_source) == (seen_at, source)


def test_an_old_picture_is_used_and_doubted() -> None:
    old = picture("a", at(9, 0, days_ago=200), "exif")
    row = rows(chat([(SEVEN, "10:31", "路边有垃圾堆")]), old).rows[0]
    assert row.seen_at == at(9, 0, days_ago=200)
    assert PasteWarning.FILE_TIME_DISAGREES in row.warnings


def test_plain_words_have_no_time() -> None:
    row = rows("路边有垃圾堆").rows[0]
    assert (row.sent_at, row.seen_at, row.seen_at_source) == (None, None, "")
    assert PasteWarning.UNDATED in row.warnings


def test_numbers_in_the_words_are_found_and_warned_of() -> None:
    row = rows(chat([(SEVEN, "10:31", "路边有垃圾堆，电话13800000000")])).rows[0]
    assert [one.number for one in row.numbers] == ["13800000000"]
    assert row.words[row.numbers[0].start : row.numbers[0].end] == "13800000000"
    assert PasteWarning.NUMBER_IN_TEXT in row.warnings


def test_a_place_without_a_town_is_marked() -> None:
    assert PasteWarning.TOWN_UNKNOWN in rows("加油站北200米有垃圾").rows[0].warnings
    assert PasteWarning.TOWN_UNKNOWN not in rows("展旦召加油站北200米有垃圾").rows[0].warnings


def test_the_same_matter_told_twice_in_one_paste_is_suspected() -> None:
    said = [
        (SEVEN, "10:31", "海勒苏嘎查加油站北侧有人倾倒建筑垃圾"),
        (TWELVE, "10:32", "新和村的井盖坏了好几天没人修"),
        ("王爱召21号网格员", "10:40", "海勒苏嘎查的加油站北边有人倾倒建筑垃圾"),
    ]
    found = rows(chat(said)).rows
    assert [row.alike for row in found] == [None, None, 0]
    assert found[2].likeness >= 0.5


def test_a_person_may_put_a_row_together_anew() -> None:
    pasted = read(chat(TWO_PEOPLE))
    files = [picture("a", at(9, 0), "exif")]
    row = regroup_row(pasted, files, messages=[8, 0, 3], row_files=[0], towns=TOWNS)
    assert row.messages == (0, 3, 8)
    assert row.words.split("\n")[1] == "收到"
    assert (row.files, row.seen_at, row.reasons) == ((0,), at(9, 0), ())
