"""Every paper of the procedures is defined: its fields, their words, the article that wants them."""

import re

import pytest

from tests.documents.papers.case.samples import EVERY, KEYS, SAMPLES, sample
from xiezhi.documents.papers.case.composing import complete, paper_of, words_of
from xiezhi.documents.papers.case.definitions import (
    DRAFT_NOTE,
    CaseLayout,
    FillPlace,
    PaperDefinition,
)
from xiezhi.documents.papers.case.problems import problems_of
from xiezhi.documents.papers.case.registry import case_papers, definition
from xiezhi.documents.papers.case.rules import labels
from xiezhi.documents.papers.case.rules.vocabulary import IN_ORDER, FieldKind, kind_of
from xiezhi.documents.papers.forms import PaperFamily, form_of
from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.documents import papers
from xiezhi.law.regimes import regimes

WANTED = [
    "preliminary_report",
    "filing_approval",
    "filing_decision",
    "no_filing_decision",
    "lead_transfer_notice",
    "lead_report_up",
    "investigation_plan",
    "inquiry_record",
    "evidence_order",
    "evidence_list",
    "commission_letter",
    "site_record",
    "fact_confirmation",
    "talks_minutes",
    "investigation_report",
    "pil_suggestion",
    "suspension_decision",
    "resumption_decision",
    "review_report",
    "termination_decision",
    "announcement",
    "kin_inquiry",
    "complaint",
    "court_attendance",
    "appeal",
    "withdrawal_decision",
    "claim_change_decision",
    "support_opinion",
    "support_withdrawal",
    "settlement_agreement",
    "escrow_notice",
    "escrow_release_notice",
    "case_transfer",
    "follow_up_record",
    "recusal_decision",
    "recusal_review",
    "governance_report",
    "policy_review",
    "addressee_opinion",
    "governance_suggestion",
    "objection_review",
    "suggestion_change",
    "suggestion_withdrawal",
    "record_filing_report",
    "escalation_report",
    "promotion_minutes",
]
# The rule book names the inventory, the paper its kind: 委托鉴定函, 检察建议调查终结报告, …
LONGER_NAMES = {
    "commission_letter",
    "governance_report",
    "objection_review",
    "policy_review",
    "suggestion_change",
    "suggestion_withdrawal",
}
OWN_NAMES = {"office", "title", "act", "suggestion", "suggestion_act", "citation"}
NAME = re.compile(r"\{(\w+)\}")


def texts(known: PaperDefinition) -> list[str]:
    """Everything of a paper that may name a field."""
    boxes = [
        f"{{{name}}}"
        for row in (known.sheet.rows if known.sheet else ())
        for box in row.boxes
        for name in (box.field,)
        if name and not row.each
    ]
    each = [f"{{{row.each}}}" for row in (known.sheet.rows if known.sheet else ()) if row.each]
    return [
        *(clause.text for clause in known.body),
        known.title,
        known.addressee,
        known.court,
        known.issuers,
        *(said for _label, said in known.heads),
        *known.signed_by,
        *boxes,
        *each,
    ]


def test_every_paper_of_the_procedures_is_there() -> None:
    assert {known.key for known in case_papers()} == set(WANTED)
    assert len(case_papers()) == len(WANTED)


def test_papers_are_those_of_the_rule_book_under_the_same_names() -> None:
    inventory = {key: one.name for key, one in papers().items()}
    assert set(inventory) - {known.key for known in case_papers()} == {
        "lead_assessment",
        "service_receipt",
    }
    assert {known.key for known in case_papers()} <= set(inventory)
    for known in case_papers():
        is_same = known.title == inventory[known.key]
        assert is_same or known.family is PaperFamily.OFFICIAL or known.key in LONGER_NAMES, (
            known.key
        )


def test_codes_of_the_regimes_are_known_to_their_papers() -> None:
    for regime in regimes():
        for key, named in regime.papers.items():
            codes = {code for code in (named.code, named.civil_code) if code}
            assert codes <= set(definition(key).codes), (regime.key, key)


def test_unknown_paper_is_refused() -> None:
    with pytest.raises(NotFoundError) as refused:
        definition("nothing")
    assert refused.value.code == "documents.no_such_paper"


@pytest.mark.parametrize("key", KEYS)
def test_text_names_only_fields_of_its_paper(key: str) -> None:
    known = definition(key)
    named = {name for text in texts(known) for name in NAME.findall(text)}
    free = {"open", "open_day", "open_foot", "handler_foot", "reviewer_foot"}
    assert named - OWN_NAMES - free <= set(known.by_key)


@pytest.mark.parametrize("key", KEYS)
def test_every_field_is_printed_or_decides_what_is(key: str) -> None:
    known = definition(key)
    named = {name for text in texts(known) for name in NAME.findall(text)}
    conditions = " ".join(
        [
            *(clause.when for clause in known.body),
            *(one.when for one in known.fields),
            *(when for when, _citation in known.citation),
        ]
    )
    lists = {"attachments", "copies", "contact_person", "contact_telephone"}
    unused = {one.key for one in known.fields if one.key not in named | lists}
    in_feet = {"handler", "reviewer"} if known.sheet else set()
    assert {one for one in unused if one not in conditions} <= in_feet


@pytest.mark.parametrize("key", KEYS)
def test_condition_names_fields_and_options_of_its_paper(key: str) -> None:
    known = definition(key)
    for when in (
        *(clause.when for clause in known.body),
        *(one.when for one in known.fields),
        *(when for when, _citation in known.citation),
    ):
        for part in filter(None, when.split("&")):
            name, _equals, wanted = part.removeprefix("!").partition("=")
            assert name in known.by_key, when
            for option in filter(None, wanted.split("|")):
                assert option in known.by_key[name].options, when


@pytest.mark.parametrize("key", KEYS)
def test_fields_have_words_and_options(key: str) -> None:
    for one in definition(key).fields:
        assert one.label
        is_choice = one.kind in {FieldKind.CHOICE, FieldKind.CHOICES}
        assert bool(one.options) == is_choice, one.key
        assert bool(one.columns) == (one.kind is FieldKind.ROWS), one.key


def test_no_label_is_of_a_field_no_paper_has() -> None:
    used = {one.key for known in case_papers() for one in known.fields}
    assert set(labels.FIELD_LABELS) == used
    assert set(labels.OPTION_LABELS) <= used
    assert set(labels.COLUMN_LABELS) <= used
    assert {key for pair in IN_ORDER for key in pair} <= used


@pytest.mark.parametrize("key", KEYS)
def test_required_field_says_where_it_is_filled(key: str) -> None:
    known = definition(key)
    assert {one.place for one in known.fields} <= set(FillPlace)
    assert known.basis


@pytest.mark.parametrize("name", EVERY)
def test_full_set_of_values_has_no_problem(name: str) -> None:
    assert problems_of(EVERY[name]) == ()


@pytest.mark.parametrize("name", EVERY)
def test_no_place_is_left_unfilled(name: str) -> None:
    values = EVERY[name]
    paper = paper_of(values)
    said = str(form_of(paper).fields(paper))
    assert "{" not in said.replace("{'", "").replace("': {", "")
    words = words_of(values)
    assert words["citation"] or not definition(values.key).citation
    assert complete("{title}", words)


@pytest.mark.parametrize("key", KEYS)
def test_draft_line_stands_on_every_judicial_paper_and_no_other(key: str) -> None:
    known = definition(key)
    paper = paper_of(SAMPLES[key])
    fields = form_of(paper).fields(paper)
    is_judicial = known.family is PaperFamily.JUDICIAL
    assert (fields.get("draft_note") == DRAFT_NOTE) == is_judicial
    assert known.is_draft == is_judicial


def test_families_are_kept_apart_by_layout() -> None:
    for known in case_papers():
        is_official = known.layout in {CaseLayout.LETTER, CaseLayout.GENERAL}
        assert is_official == (known.family is PaperFamily.OFFICIAL), known.key


def test_acts_of_investigation_name_two_people() -> None:
    """办案规则第36条."""
    for key in (
        "inquiry_record",
        "evidence_list",
        "site_record",
        "follow_up_record",
        "talks_minutes",
        "investigation_report",
        "review_report",
    ):
        one = definition(key).by_key["investigators"]
        assert one.is_required
        assert kind_of(one.key) is FieldKind.PEOPLE


@pytest.mark.parametrize(
    ("key", "basis"),
    [
        *(("pil_suggestion", f"办案规则第75条第2款第{item}项") for item in range(1, 9)),
        *(
            ("governance_suggestion", f"检察建议工作规定第16条第2款第{item}项")
            for item in range(1, 8)
        ),
        *(("announcement", f"办案规则第91条第1款第{item}项") for item in (1, 2, 4)),
        *(("complaint", f"办案规则第46条第2款第{item}项") for item in (2, 3)),
        *(("appeal", f"办案规则第59条第{item}项") for item in (2, 3, 4)),
    ],
)
def test_contents_the_law_lists_are_asked_for(key: str, basis: str) -> None:
    found = [one for one in definition(key).fields if one.basis.startswith(basis)]
    assert found, basis


def test_objection_period_belongs_to_governance_suggestions_alone() -> None:
    having = {known.key for known in case_papers() if "objection_within" in known.by_key}
    # The decision that changes such a suggestion may name it anew.
    assert having == {"governance_suggestion", "suggestion_change"}
    assert definition("governance_suggestion").by_key["objection_within"].is_required
    assert not definition("suggestion_change").by_key["objection_within"].is_required


def test_agreement_carries_neither_seal_nor_prosecutor() -> None:
    """人民检察院刑事诉讼规则第498条."""
    known = definition("settlement_agreement")
    assert known.signed_by == ()
    assert not any("检察" in sign for sign in known.signs)
    assert not known.has_office


def test_other_paper_has_its_own_sample() -> None:
    assert sample("appeal").fields != sample("complaint").fields
