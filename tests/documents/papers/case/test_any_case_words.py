"""Whatever is filled in, a paper of a procedure is made in both files or its problems are named."""

import io

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.papers.case.samples import KEYS, SAMPLES, sample
from tests.documents.papers.case.test_own_templates import GOOD
from tests.documents.papers.measured import measure
from xiezhi.documents.papers.case.definitions import PaperField
from xiezhi.documents.papers.case.making import docx as make_docx
from xiezhi.documents.papers.case.making import pdf
from xiezhi.documents.papers.case.own_templates import check_template
from xiezhi.documents.papers.case.problems import problems_of
from xiezhi.documents.papers.case.registry import definition
from xiezhi.documents.papers.case.values import CasePaperValues, Filled

WORDS = st.one_of(
    st.text(max_size=120),
    st.text(
        st.sampled_from("督促整改的函《》（）〔〕、。，一二1.23 \n\t#{}%<&'\"\\$*_@"), max_size=200
    ),
)
ANYTHING = st.one_of(
    WORDS,
    st.dates(),
    st.lists(WORDS, max_size=3),
    st.lists(st.dictionaries(WORDS, WORDS, max_size=2), max_size=2),
)
WRITTEN = {
    "filing_decision": "harm",
    "inquiry_record": "talk",
    "policy_review": "necessity",
    "escalation_report": "situation",
    "complaint": "defendant_particulars",
}


@pytest.mark.parametrize("key", WRITTEN)
@settings(max_examples=15, deadline=None)
@given(words=WORDS)
def test_any_words_are_set_in_both_files_or_refused(key: str, words: str) -> None:
    values = sample(key, **{WRITTEN[key]: words})
    if problems_of(values):
        return
    assert measure(pdf(values))
    assert docx.Document(io.BytesIO(make_docx(values))).element.body is not None


@pytest.mark.parametrize("key", KEYS)
@settings(max_examples=10, deadline=None)
@given(found=st.data())
def test_anything_in_any_field_is_judged_without_an_error(key: str, found: st.DataObject) -> None:
    fields: dict[str, Filled] = dict(SAMPLES[key].fields)
    one: PaperField = found.draw(st.sampled_from(definition(key).fields))
    fields[one.key] = found.draw(ANYTHING)
    values = CasePaperValues(key=key, office="达拉特旗人民检察院", fields=fields)
    for problem in problems_of(values):
        assert problem.label


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, len(GOOD) - 1), value=st.integers(0, 255))
def test_damaged_template_is_refused_or_filled(place: int, value: int) -> None:
    damaged = GOOD[:place] + bytes([value]) + GOOD[place + 1 :]
    if not check_template("pil_suggestion", damaged):
        assert make_docx(SAMPLES["pil_suggestion"], template=damaged)


@settings(max_examples=30, deadline=None)
@given(words=WORDS)
def test_any_words_of_a_template_are_refused_or_filled(words: str) -> None:
    document = docx.Document()
    document.add_paragraph("{{ title }}")
    document.add_paragraph("".join(one for one in words if one.isprintable()))
    file = io.BytesIO()
    document.save(file)
    if not check_template("pil_suggestion", file.getvalue()):
        assert make_docx(SAMPLES["pil_suggestion"], template=file.getvalue())
