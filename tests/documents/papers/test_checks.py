"""A paper with a gap or a contradiction is not made, and says exactly which field it is."""

from dataclasses import replace
from datetime import date

import pytest

from tests.documents.papers.samples import ALL, LETTER, RECEIPT, RECORD, REPORT, SLIP
from xiezhi.documents.papers.checks import MAX_CHARACTERS, faults_of, require_complete
from xiezhi.documents.papers.docx import paper_docx
from xiezhi.documents.papers.pdf import paper_pdf
from xiezhi.documents.papers.values import Paper, PaperLayout, Paragraph, ServedPaper
from xiezhi.kernel.errors import InvalidInputError


@pytest.mark.parametrize("kind", ALL)
def test_complete_paper_has_no_faults(kind: str) -> None:
    assert faults_of(ALL[kind]) == ()


@pytest.mark.parametrize(
    ("paper", "fault"),
    [
        pytest.param(replace(LETTER, heading=" "), "heading:missing", id="no-heading"),
        pytest.param(replace(LETTER, heading="院" * 23), "heading:too_long", id="heading-too-long"),
        pytest.param(replace(LETTER, title="\u200b"), "title:missing", id="title-of-nothing"),
        pytest.param(replace(LETTER, title="长" * 121), "title:too_long", id="title-too-long"),
        pytest.param(replace(LETTER, body=()), "body:missing", id="no-body"),
        pytest.param(
            replace(LETTER, body=(Paragraph(text="长" * (MAX_CHARACTERS + 1)),)),
            "body:too_long",
            id="body-too-long",
        ),
        pytest.param(replace(LETTER, signed_by=""), "signed_by:missing", id="no-signature"),
        pytest.param(replace(LETTER, addressees=()), "addressees:missing", id="no-addressee"),
        pytest.param(
            replace(REPORT, is_public=True), "addressees:contradictory", id="notice-to-someone"
        ),
        pytest.param(
            replace(LETTER, office_number="达检函[2026]5号"),
            "office_number:malformed",
            id="brackets",
        ),
        pytest.param(
            replace(LETTER, office_number="达检函〔2026〕05号"),
            "office_number:malformed",
            id="leading-zero",
        ),
        pytest.param(
            replace(LETTER, office_number="达检函〔2026〕第5号"),
            "office_number:malformed",
            id="ordinal",
        ),
        pytest.param(replace(REPORT, issuers=()), "issuers:missing", id="upwards-without-issuer"),
        pytest.param(
            replace(LETTER, issuers=("检察长01",)),
            "issuers:contradictory",
            id="issuer-on-a-level-paper",
        ),
        pytest.param(
            replace(REPORT, layout=PaperLayout.LETTER, printed_by="", printed_on=None),
            "layout:contradictory",
            id="upwards-as-letter",
        ),
        pytest.param(
            replace(LETTER, copies=LETTER.addressees),
            "copies:contradictory",
            id="copy-to-addressee",
        ),
        pytest.param(replace(LETTER, attachments=("",)), "attachments:missing", id="nameless"),
        pytest.param(replace(LETTER, contact_telephone=""), "contact:missing", id="half-a-contact"),
        pytest.param(
            replace(LETTER, printed_by="办公室", printed_on=date(2026, 3, 9)),
            "printed:contradictory",
            id="letter-with-printer",
        ),
        pytest.param(replace(REPORT, printed_on=None), "printed:missing", id="half-a-printer"),
        pytest.param(
            replace(REPORT, printed_on=date(2026, 6, 30)),
            "printed:contradictory",
            id="printed-before-dated",
        ),
        pytest.param(replace(REPORT, urgency="急"), "urgency:malformed", id="urgency"),
        pytest.param(replace(REPORT, copy_number="1"), "copy_number:malformed", id="copy-number"),
        pytest.param(replace(RECEIPT, papers=()), "papers:missing", id="receipt-of-nothing"),
        pytest.param(
            replace(RECEIPT, papers=(ServedPaper(name="函", copies=0),)),
            "papers:malformed",
            id="no-copies",
        ),
        pytest.param(replace(RECEIPT, addressee=""), "addressee:missing", id="served-on-nobody"),
        pytest.param(
            replace(RECEIPT, is_retained=True, signed_by="联络员"),
            "signed_by:contradictory",
            id="retained-and-signed",
        ),
        pytest.param(
            replace(RECEIPT, witness="嘎查工作人员"),
            "witness:contradictory",
            id="witness-of-nothing",
        ),
        pytest.param(
            replace(RECEIPT, signed_by="负责人", taken_for_by="值班员", taken_for_reason="外出"),
            "taken_for_by:contradictory",
            id="two-who-took-it",
        ),
        pytest.param(
            replace(RECEIPT, taken_for_by="值班员"), "taken_for_reason:missing", id="no-reason"
        ),
        pytest.param(replace(SLIP, seal=""), "seal:missing", id="no-seal"),
        pytest.param(
            replace(SLIP, sealed_on=date(2026, 3, 9)), "issued_by:missing", id="sealed-unissued"
        ),
        pytest.param(
            replace(
                SLIP,
                issued_by="检察长01",
                issued_on=date(2026, 3, 10),
                sealed_on=date(2026, 3, 9),
            ),
            "sealed_on:contradictory",
            id="sealed-before-issue",
        ),
        pytest.param(replace(RECORD, spoken=("", " ")), "spoken:missing", id="nothing-said"),
        pytest.param(replace(RECORD, other_party=""), "other_party:missing", id="nobody-spoken-to"),
    ],
)
def test_fault_is_named(paper: Paper, fault: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        require_complete(paper)
    assert refused.value.code == "documents.paper_faults"
    assert refused.value.params == {"faults": fault}


def test_every_fault_is_named_at_once() -> None:
    paper = replace(LETTER, title="", addressees=(), office_number="5号", contact_person="")
    assert [f"{fault.field}:{fault.kind}" for fault in faults_of(paper)] == [
        "title:missing",
        "office_number:malformed",
        "addressees:missing",
        "contact:missing",
    ]


@pytest.mark.parametrize("make", [paper_pdf, paper_docx])
def test_neither_file_is_made_of_a_paper_with_faults(make: object) -> None:
    assert callable(make)
    with pytest.raises(InvalidInputError):
        make(replace(LETTER, title=""))


@pytest.mark.parametrize(
    "number", ["达检函〔2026〕5号", "达检行公建〔2026〕Z12号", "内检发〔2030〕99999号"]
)
def test_number_of_the_standards_form_is_taken(number: str) -> None:
    assert faults_of(replace(LETTER, office_number=number)) == ()


def test_paper_without_number_and_date_yet_can_be_made() -> None:
    assert faults_of(replace(LETTER, office_number="", dated=None)) == ()
