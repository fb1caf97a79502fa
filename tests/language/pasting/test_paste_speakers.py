"""A nickname leads to a grid member where it leaves no doubt, and to nobody where it does."""

import pytest

from tests.language.pasting.cast import KNOWN, read
from xiezhi.language.pasting import NameMatch, PasteWarning
from xiezhi.language.pasting.speakers import Names


@pytest.mark.parametrize(
    ("name", "key", "match"),
    [
        pytest.param("网格员07", "member-07", NameMatch.EXACT, id="label"),
        pytest.param("西边天🌈", "member-21", NameMatch.EXACT, id="remembered-nickname"),
        pytest.param("西边天", "member-21", NameMatch.FOLDED, id="without-emoji"),
        pytest.param("【网格员 07】", "member-07", NameMatch.FOLDED, id="brackets-and-spaces"),
        pytest.param("网格员０７", "member-07", NameMatch.FOLDED, id="wide-figures"),
        pytest.param("网格员07@微信", "member-07", NameMatch.FOLDED, id="from-outside-the-firm"),
        pytest.param("展旦召07号网格员", "member-07", NameMatch.NUMBER, id="group-nickname"),
        pytest.param("展旦召7号网格", "member-07", NameMatch.NUMBER, id="without-zero"),
        pytest.param("展旦召7号", None, NameMatch.AMBIGUOUS, id="number-without-grid"),
        pytest.param("7号楼物业", None, NameMatch.AMBIGUOUS, id="number-of-a-house"),
        pytest.param("07号：展旦召 网格", "member-07", NameMatch.NUMBER, id="colon-in-name"),
        pytest.param("树林召网格员-12", "member-12", NameMatch.NUMBER, id="dash"),
        pytest.param("（展旦召）七号网格员", "member-07", NameMatch.NUMBER, id="han-figure"),
        pytest.param("二十一号网格 新和村", "member-21", NameMatch.NUMBER, id="han-twenty-one"),
        pytest.param("公益诉讼网格员07☀️", "member-07", NameMatch.NUMBER, id="emoji-behind"),
        pytest.param("展旦召07", None, NameMatch.AMBIGUOUS, id="number-without-cue"),
        pytest.param("07号转12号网格员", None, NameMatch.AMBIGUOUS, id="two-numbers"),
        pytest.param("99号网格员", None, NameMatch.NONE, id="nobody-has-this-number"),
        pytest.param("阳光88", None, NameMatch.NONE, id="a-number-of-nobody"),
        pytest.param("13800000007", None, NameMatch.NONE, id="telephone"),
        pytest.param("某某", None, NameMatch.NONE, id="stranger"),
        pytest.param("🌈", None, NameMatch.NONE, id="emoji-alone"),
        pytest.param("", None, NameMatch.NONE, id="nothing"),
    ],
)
def test_a_name_as_written(name: str, key: str | None, match: NameMatch) -> None:
    found = Names(KNOWN).find(name)
    assert (found.key, found.match) == (key, match)


def test_a_hearing_officers_number_is_no_grid_number() -> None:
    names = Names({"听证员07": "officer-07", "网格员12": "member-12"})
    assert names.find("展旦召07号网格员").key is None


def test_two_members_of_one_name_are_nobody_for_sure() -> None:
    found = Names({"河 口": "member-01", "河口": "member-02"}).find("河口！")
    assert (found.key, found.match) == (None, NameMatch.AMBIGUOUS)


def test_an_unknown_and_an_unsure_name_are_said_to_be() -> None:
    pasted = read("某某 2026/3/5 10:31\n有垃圾堆\n\n展旦召07 2026/3/5 10:32\n有死羊在沟里")
    assert [message.warnings for message in pasted.messages] == [
        (PasteWarning.NAME_UNKNOWN,),
        (PasteWarning.NAME_AMBIGUOUS,),
    ]
