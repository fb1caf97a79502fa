"""Whatever a person types, a paper is made or refused with a reason; nothing else happens."""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.papers.measured import measure
from tests.documents.papers.samples import LETTER, RECEIPT, RECORD, REPORT, SLIP
from xiezhi.documents.papers.docx import paper_docx
from xiezhi.documents.papers.pdf import paper_pdf
from xiezhi.documents.papers.values import Paper
from xiezhi.documents.papers.wording import paragraphs_of
from xiezhi.kernel.errors import DomainError

WORDS = st.one_of(
    st.text(max_size=200),
    st.text(
        st.sampled_from("督促整改的函《》（）〔〕、。，一二1.23 \n\t#{}%<&'\"\\$*_@"), max_size=300
    ),
)
MAKERS: dict[str, Callable[[str], Paper]] = {
    "title": lambda words: replace(LETTER, title=words),
    "body": lambda words: replace(LETTER, body=paragraphs_of(words)),
    "names": lambda words: replace(REPORT, addressees=(words,), copies=(words, "局")),
    "attachments": lambda words: replace(LETTER, attachments=(words, words)),
    "receipt": lambda words: replace(RECEIPT, matter=words, place=words, remarks=words),
    "slip": lambda words: replace(SLIP, reason=words, paper_title=words, issued_by=words),
    "record": lambda words: replace(RECORD, spoken=(words,), outcome=words, way=words),
}


def made(make: Callable[[Paper], bytes], paper: Paper) -> bytes | str:
    try:
        return make(paper)
    except DomainError as refused:
        return refused.code


@pytest.mark.parametrize("field", MAKERS)
@settings(max_examples=25, deadline=None)
@given(words=WORDS)
def test_any_words_are_set_or_refused(field: str, words: str) -> None:
    found = made(paper_pdf, MAKERS[field](words))
    if isinstance(found, bytes):
        assert measure(found)
    else:
        assert found in {"documents.paper_faults", "documents.no_glyph"}


@pytest.mark.parametrize("field", MAKERS)
@settings(max_examples=10, deadline=None)
@given(words=WORDS)
def test_docx_and_pdf_agree_on_what_is_refused(field: str, words: str) -> None:
    paper = MAKERS[field](words)
    found, other = made(paper_docx, paper), made(paper_pdf, paper)
    if isinstance(found, bytes):
        assert isinstance(other, bytes)
        assert docx.Document(io.BytesIO(found)).element.body is not None
    else:
        assert found == other


def test_papers_made_at_the_same_time_are_the_same() -> None:
    with ThreadPoolExecutor(max_workers=8) as many:
        assert len(set(many.map(paper_pdf, [LETTER] * 24))) == 1
        assert len(set(many.map(paper_docx, [LETTER] * 8))) == 1
