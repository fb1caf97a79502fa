"""A case keeps the regime of its filing date; a new regime is a file and a date, no code."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.law.supplied import supplied
from xiezhi.kernel.errors import InvalidInputError, NotFoundError
from xiezhi.law.areas import Standing, area_on
from xiezhi.law.book import add_texts
from xiezhi.law.deadlines import due, rule_on, rules_on
from xiezhi.law.documents import paper_code, paper_name
from xiezhi.law.instruments import InstrumentState
from xiezhi.law.periods import Period, Unit
from xiezhi.law.regimes import regime, regime_on, regimes

# Invented: no such statute was adopted when this was written.
STATUTE = """
instruments:
  - {key: pil_statute, title: 检察公益诉讼法, short: 公益诉讼法, effective_from: 2028-01-01,
     tag: OWN, verified: true}
areas:
  - {key: heritage, name: 文化遗产保护, admin: true, civil: true, verified: true,
     bases: [{instrument: pil_statute, article: 第3条}]}
regimes:
  - key: statute
    title: 检察公益诉讼法
    instrument: pil_statute
    effective_from: 2028-01-01
    like: rules_2021
    pre_suit_word: 检察意见
    papers:
      pil_suggestion: {title: 检察意见书, code: 行公意}
    deadlines:
      - {key: pil_suggestion_reply, title: 行政机关书面回复, flow: 行政公益诉讼,
         trigger: 行政机关收到检察意见书, kind: statutory, length: 45, unit: day,
         basis: 公益诉讼法第30条, instrument: pil_statute, tag: OWN, verified: true,
         effective_from: 2028-01-01}
      - {key: pil_talks, title: 磋商, flow: 行政公益诉讼, trigger: 送达立案决定书,
         kind: statutory, length: 10, unit: day, basis: 公益诉讼法第28条,
         instrument: pil_statute, tag: OWN, verified: true, effective_from: 2028-01-01}
    tag: OWN
    verified: true
"""
BEFORE, AFTER = date(2027, 12, 31), date(2028, 1, 1)
RECEIVED = date(2028, 3, 1)


@pytest.fixture
def statute() -> Iterator[None]:
    with supplied(statute=STATUTE):
        yield


@pytest.mark.parametrize(
    ("filed", "key"),
    [
        (date(2015, 7, 1), "pilot_2015"),
        (date(2017, 6, 30), "pilot_2015"),
        (date(2017, 7, 1), "amended_laws_2017"),
        (date(2018, 3, 2), "interpretation_2018"),
        (date(2021, 6, 30), "interpretation_2018"),
        (date(2021, 7, 1), "rules_2021"),
        (date(2026, 11, 25), "rules_2021"),
    ],
)
def test_the_filing_date_chooses_the_regime(filed: date, key: str) -> None:
    assert regime_on(filed).key == key


def test_before_the_pilot_there_was_none() -> None:
    with pytest.raises(NotFoundError, match=r"^law\.no_regime$"):
        regime_on(date(2015, 6, 30))
    with pytest.raises(NotFoundError, match=r"^law\.no_regime$"):
        regime("no_such_regime")


def test_the_draft_is_known_and_never_chosen() -> None:
    draft = regime("pil_law_draft")

    assert draft.state is InstrumentState.DRAFT
    assert draft.pre_suit_word == "检察意见"
    assert not any(draft.is_in_force(day) for day in (BEFORE, AFTER, date(2100, 1, 1)))


def test_what_stood_before_is_marked_to_be_verified() -> None:
    older = [one for one in regimes() if one.effective_to is not None]

    assert len(older) == 3
    assert not any(one.is_verified for one in older)


@pytest.mark.usefixtures("statute")
def test_a_regime_comes_by_data_alone() -> None:
    assert regime_on(BEFORE).key == "rules_2021"
    assert regime_on(AFTER).key == "statute"
    assert regime("rules_2021").effective_to == BEFORE


@pytest.mark.usefixtures("statute")
def test_new_cases_take_the_new_length_and_old_cases_keep_theirs() -> None:
    new, old = regime_on(AFTER), regime_on(BEFORE)

    assert rule_on("pil_suggestion_reply", RECEIVED, regime=new).period == Period(
        length=45, unit=Unit.DAY
    )
    kept = rule_on("pil_suggestion_reply", RECEIVED, regime=old)
    assert (kept.period, kept.basis) == (
        Period(length=2, unit=Unit.MONTH),
        "两高解释第21条第2款",
    )
    assert due(kept, RECEIVED).day == date(2028, 5, 1)


@pytest.mark.usefixtures("statute")
def test_by_the_filing_day_alone_the_same_is_found() -> None:
    assert rule_on("pil_suggestion_reply", BEFORE).period == Period(length=2, unit=Unit.MONTH)
    assert rule_on("pil_suggestion_reply", AFTER).period == Period(length=45, unit=Unit.DAY)


@pytest.mark.usefixtures("statute")
def test_papers_and_their_codes_take_the_new_name() -> None:
    new, old = regime_on(AFTER), regime_on(BEFORE)

    assert (new.pre_suit_word, paper_name("pil_suggestion", new)) == ("检察意见", "检察意见书")
    assert (old.pre_suit_word, paper_name("pil_suggestion", old)) == ("检察建议", "检察建议书")
    assert paper_code("pil_suggestion", new, "行政公益诉讼") == "行公意"
    assert paper_code("pil_suggestion", old, "行政公益诉讼") == "行公建"


@pytest.mark.usefixtures("statute")
def test_names_the_new_regime_does_not_change_stay() -> None:
    assert paper_name("filing_decision", regime_on(AFTER)) == "立案决定书"
    assert paper_code("filing_decision", regime_on(AFTER), "民事公益诉讼") == "民公立"


@pytest.mark.usefixtures("statute")
def test_a_new_area_is_statutory_from_its_day() -> None:
    assert area_on("heritage", BEFORE).standing is Standing.BEYOND
    found = area_on("heritage", AFTER)
    assert (found.standing, found.basis_text) == (Standing.STATUTORY, "公益诉讼法第3条")


@pytest.mark.usefixtures("statute")
def test_a_limit_only_the_new_regime_knows_is_not_found_for_old_cases() -> None:
    assert rule_on("pil_talks", RECEIVED, regime=regime_on(AFTER)).supplement == "law/statute.yaml"
    with pytest.raises(NotFoundError, match=r"^law\.no_rule$"):
        rule_on("pil_talks", RECEIVED, regime=regime_on(BEFORE))


@pytest.mark.usefixtures("statute")
def test_other_procedures_follow_the_law_of_the_day() -> None:
    assert rule_on("hearing_notice", RECEIVED, regime=regime_on(BEFORE)) == rule_on(
        "hearing_notice", RECEIVED, regime=regime_on(AFTER)
    )


@pytest.mark.usefixtures("statute")
def test_the_rules_of_a_day_are_those_of_its_regime() -> None:
    lengths = {rule.key: rule.period for rule in rules_on(AFTER)}

    assert lengths["pil_suggestion_reply"] == Period(length=45, unit=Unit.DAY)
    assert "pil_talks" in lengths
    assert "pil_talks" not in {rule.key for rule in rules_on(BEFORE)}


def test_without_the_file_nothing_of_it_stays() -> None:
    with supplied(statute=STATUTE):
        assert regime_on(AFTER).key == "statute"

    assert regime_on(AFTER).key == "rules_2021"
    assert area_on("heritage", AFTER).standing is Standing.BEYOND


def test_a_case_filed_before_the_rules_takes_what_its_time_lacked_from_the_day() -> None:
    older = regime_on(date(2021, 6, 1))

    assert rule_on("pil_suggestion_reply", date(2021, 8, 1), regime=older).instrument is not None
    assert rule_on("pil_suggestion_service", date(2021, 8, 1), regime=older).basis == (
        "办案规则第76条第1款"
    )


WRONG = [
    ("a paper nobody knows", ("pil_suggestion: {title", "no_paper: {title"), "papers.no_paper"),
    ("a text nobody knows", ("instrument: pil_statute\n", "instrument: nothing\n"), "instrument"),
    ("a day before its text", ("    effective_from: 2028", "    effective_from: 2027"), None),
    ("a regime nobody knows", ("like: rules_2021", "like: rules_2020"), "like"),
    ("a tag nobody knows", ("    tag: OWN\n", "    tag: S99\n"), "tag"),
    ("no word before the suit", ("    pre_suit_word: 检察意见\n", ""), "pre_suit_word"),
    ("a paper without title", ("{title: 检察意见书, ", "{"), "title"),
]


@pytest.mark.parametrize(
    ("change", "field"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_a_regime_with_a_slip_is_refused_and_nothing_of_it_is_taken(
    change: tuple[str, str], field: str | None
) -> None:
    text = STATUTE.replace(*change)
    assert text != STATUTE

    with pytest.raises(InvalidInputError, match=r"^law\.data_wrong$") as refused:
        add_texts({"statute.yaml": text})

    assert refused.value.params["file"] == "law/statute.yaml"
    assert refused.value.params["field"] == (field or "effective_from")
    assert regime_on(AFTER).key == "rules_2021"
