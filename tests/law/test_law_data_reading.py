"""The law's own files are read strictly: a slip is named by file, key and field."""

from datetime import date

import pytest

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.law.areas import parse_areas
from xiezhi.law.deadline_rules import parse_deadlines
from xiezhi.law.instruments import Instrument, instruments, parse_instruments
from xiezhi.law.reading import parsed
from xiezhi.law.sources import FILE as SOURCES_FILE
from xiezhi.law.sources import parse_sources

TAGS = frozenset({"S1", "K", "L", "NONE"})
RULE = {
    "key": "rule",
    "title": "送达",
    "flow": "公益诉讼",
    "trigger": "决定立案",
    "kind": "statutory",
    "length": "7",
    "unit": "day",
    "basis": "办案规则第70条",
    "instrument": "pil_rules_2021",
    "tag": "S1",
    "verified": "true",
    "effective_from": "2021-07-01",
}


def document(*rules: dict[str, str]) -> str:
    lines = ["deadlines:"]
    for rule in rules:
        fields = [f"{field}: {value}" for field, value in rule.items()]
        lines.append("  - " + "\n    ".join(fields))
    return "\n".join(lines)


def refusal_of(text: str) -> dict[str, object]:
    with pytest.raises(InvalidInputError, match=r"^law\.data_wrong$") as refused:
        parse_deadlines(parsed(text, "rules.yaml"), instruments(), TAGS, "rules.yaml")
    return dict(refused.value.params)


def test_a_sound_rule_is_read() -> None:
    rules = parse_deadlines(parsed(document(RULE), "rules.yaml"), instruments(), TAGS)

    assert [(rule.key, rule.effective_from) for rule in rules] == [("rule", date(2021, 7, 1))]


WRONG = [
    ("unknown_field", {"lenght": "7"}, "lenght", "unknown_field"),
    ("no_basis", {"basis": '""'}, "basis", "text_missing"),
    ("basis_is_a_number", {"basis": "70"}, "basis", "text_missing"),
    ("no_date", {"effective_from": "null"}, "effective_from", "date_missing"),
    ("date_is_text", {"effective_from": "'2021-07-01'"}, "effective_from", "date_missing"),
    (
        "date_is_instant",
        {"effective_from": "2021-07-01 08:00:00"},
        "effective_from",
        "date_missing",
    ),
    (
        "ends_before_it_begins",
        {"effective_to": "2021-06-30"},
        "effective_to",
        "before_effective_from",
    ),
    (
        "older_than_its_text",
        {"effective_from": "2021-06-30"},
        "effective_from",
        "outside_instrument",
    ),
    ("unknown_text", {"instrument": "no_such_text"}, "instrument", "unknown_instrument"),
    ("draft_text", {"instrument": "pil_law_draft"}, "effective_from", "outside_instrument"),
    (
        "statutory_without_text",
        {"instrument": "null"},
        "instrument",
        "statutory_without_instrument",
    ),
    (
        "statutory_without_length",
        {"length": "null", "unit": "null"},
        "length",
        "statutory_without_length",
    ),
    ("statutory_from_practice", {"tag": "L"}, "tag", "statutory_without_source"),
    ("verified_from_hearsay", {"tag": "K"}, "verified", "verified_without_source"),
    ("own_with_text", {"kind": "own", "tag": "NONE"}, "instrument", "own_with_instrument"),
    ("own_with_source", {"kind": "own", "instrument": "null"}, "tag", "own_with_source"),
    ("unknown_tag", {"tag": "S99"}, "tag", "unknown_tag"),
    ("unknown_kind", {"kind": "law"}, "kind", "not_one_of_the_words"),
    ("unknown_unit", {"unit": "week"}, "unit", "not_one_of_the_words"),
    ("length_zero", {"length": "0"}, "length", "out_of_range"),
    ("length_is_text", {"length": "'7'"}, "length", "number_missing"),
    ("length_is_a_flag", {"length": "true"}, "length", "number_missing"),
    ("unit_without_length", {"length": "null"}, "length", "number_missing"),
    ("verified_is_text", {"verified": "maybe"}, "verified", "flag_missing"),
    ("extension_not_a_list", {"extensions": "检察长"}, "extensions", "not_a_list"),
    (
        "extension_unknown_field",
        {"extensions": "[{approver: 检察长, by: 1}]"},
        "by",
        "unknown_field",
    ),
]


@pytest.mark.parametrize(
    ("change", "field", "reason"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_a_slip_is_named(change: dict[str, str], field: str, reason: str) -> None:
    assert refusal_of(document({**RULE, **change})) == {
        "file": "rules.yaml",
        "key": "rule",
        "field": field,
        "reason": reason,
    }


@pytest.mark.parametrize("field", [field for field in RULE if field != "key"])
def test_no_field_may_be_left_out(field: str) -> None:
    shortened = {name: value for name, value in RULE.items() if name != field}

    assert refusal_of(document(shortened))["key"] == "rule"


def test_versions_of_a_rule_may_not_overlap() -> None:
    later = {**RULE, "effective_from": "2024-01-01"}

    assert refusal_of(document(RULE, later))["reason"] == "versions_overlap"


def test_versions_of_a_rule_may_follow_each_other() -> None:
    first = {**RULE, "effective_to": "2023-12-31"}
    second = {**RULE, "effective_from": "2024-01-01"}

    rules = parse_deadlines(parsed(document(first, second), "rules.yaml"), instruments(), TAGS)

    assert len(rules) == 2


@pytest.mark.parametrize(
    "text",
    [
        "deadlines: [{key: a, key: b}]",
        "deadlines: [",
        "deadlines: [{key: rule, effective_from: 2021-02-30}]",
        "a list",
        "- 1",
        "",
        "deadlines: [7]",
        "deadlines: {}",
        "deadlines: []\nmore: 1",
        "{[1]: 2}",
    ],
)
def test_what_is_not_a_rule_file_is_refused(text: str) -> None:
    assert refusal_of(text)["file"] == "rules.yaml"


INSTRUMENT = "{key: a, title: 甲, short: 甲, tag: K, verified: false%s}"


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        (INSTRUMENT % "", "date_missing"),
        (INSTRUMENT % ", state: draft, effective_from: 2026-01-01", "draft_dated"),
        (INSTRUMENT % ", state: draft, effective_to: 2026-01-01", "before_effective_from"),
        (
            INSTRUMENT % ", effective_from: 2026-01-02, effective_to: 2026-01-01",
            "before_effective_from",
        ),
        (", ".join([INSTRUMENT % ", effective_from: 2026-01-01"] * 2), "given_twice"),
        (INSTRUMENT.replace("K", "S9") % ", effective_from: 2026-01-01", "unknown_tag"),
    ],
)
def test_an_instrument_with_a_slip_is_refused(entries: str, reason: str) -> None:
    text = f"provenance: [{{tag: K, meaning: 待核}}]\ninstruments: [{entries}]"

    with pytest.raises(InvalidInputError) as refused:
        parse_instruments(parsed(text, "texts.yaml"), "texts.yaml")

    assert refused.value.params["reason"] == reason


AREA = "{key: a, name: 甲, admin: true, civil: null, verified: true%s}"


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        (AREA % "", "basis_missing"),
        (AREA % ", bases: [{instrument: no_such_text, article: 第1条}]", "unknown_instrument"),
        (AREA % ", bases: [{instrument: civil_code}]", "text_missing"),
        (AREA.replace("admin: true, ", "") % "", "flag_missing"),
        (
            ", ".join([AREA % ", bases: [{instrument: civil_code, article: 第1条}]"] * 2),
            "given_twice",
        ),
    ],
)
def test_an_area_with_a_slip_is_refused(entries: str, reason: str) -> None:
    text = f"since: 2017-07-01\nareas: [{entries}]"

    with pytest.raises(InvalidInputError) as refused:
        parse_areas(parsed(text, "areas.yaml"), instruments())

    assert refused.value.params["reason"] == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("instrument: no_such_text\narticle: 第24条", "unknown_instrument"),
        ("instrument: pil_rules_2021\narticle: 第24条", "not_complete"),
        (
            """
            instrument: pil_rules_2021
            article: 第24条
            sources: [{key: media, number: 2, label: 媒体, text: 媒体}]
            """,
            "not_in_order",
        ),
    ],
)
def test_sources_with_a_slip_are_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_sources(parsed(text, SOURCES_FILE), instruments())

    assert refused.value.params["reason"] == reason


@pytest.mark.parametrize("instrument", instruments().values(), ids=lambda one: one.key)
def test_every_instrument_is_dated_or_a_draft(instrument: Instrument) -> None:
    first = instrument.effective_from
    if first is None:
        assert not instrument.is_in_force(date(2026, 11, 25))
    else:
        assert instrument.is_in_force(first)
        assert not instrument.is_in_force(date.fromordinal(first.toordinal() - 1))
    assert not (instrument.tag == "K" and instrument.is_verified)
