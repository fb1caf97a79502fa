"""A template of the office: filled in the sandbox, refused with the paragraph where it is broken."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.shared import Pt

from tests.documents.papers.case.samples import KEYS, SAMPLES
from xiezhi.documents.papers.case.composing import paper_of
from xiezhi.documents.papers.case.definitions import DRAFT_NOTE
from xiezhi.documents.papers.case.making import docx as make_docx
from xiezhi.documents.papers.case.own_templates import check_template, sample_values
from xiezhi.documents.papers.case.registry import definition
from xiezhi.documents.papers.case.template_faults import (
    TemplateFault,
    TemplateFaultCode,
    TemplatePart,
)
from xiezhi.documents.papers.case.template_package import MAX_BYTES
from xiezhi.documents.papers.forms import form_of
from xiezhi.kernel.errors import InvalidInputError, NotFoundError

F = TemplateFaultCode
KEY = "pil_suggestion"


def template(*paragraphs: str, prepare: Callable[[Document], None] | None = None) -> bytes:
    """A DOCX as an office would make it in its word processor."""
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if prepare is not None:
        prepare(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The same file with parts replaced or added; names with / and . as __ and ___."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        named = {key.replace("___", ".").replace("__", "/"): value for key, value in parts.items()}
        for name in source.namelist():
            target.writestr(name, named.pop(name, source.read(name)))
        for name, value in named.items():
            target.writestr(name, value)
    return made.getvalue()


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read(name).decode()


GOOD = template(
    "{{ office }}{{ title }}",
    "{{ number }}",
    "{{ organ }}：",
    "{%p for part in body %}",
    "{{ part.number }}{{ part.heading }}{{ part.text }}",
    "{%p endfor %}",
    "{% if urgent_reason %}因{{ urgent_reason }}{% endif %}",
    "{{ dated }}",
)


@pytest.mark.parametrize("key", KEYS)
def test_built_in_template_may_serve_as_a_start(key: str) -> None:
    form = form_of(paper_of(sample_values(key)))
    assert check_template(key, form.docx_template.read_bytes()) == ()


def test_good_template_is_filled_with_the_same_words() -> None:
    assert check_template(KEY, GOOD) == ()
    opened = docx.Document(io.BytesIO(make_docx(SAMPLES[KEY], template=GOOD)))
    said = [one.text for one in opened.paragraphs]
    assert said[0] == "达拉特旗人民检察院检察建议书"
    assert said[1] == SAMPLES[KEY].number
    assert said[2] == "达拉特旗住房和城乡建设局："
    assert "四、建议内容" in said
    assert said[-1] == "二〇二六年六月十二日"
    assert make_docx(SAMPLES[KEY], template=GOOD) == make_docx(SAMPLES[KEY], template=GOOD)


def test_draft_line_is_put_above_every_page_whatever_the_template_says() -> None:
    def other_headers(document: Document) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "首页"
        document.settings.odd_and_even_pages_header_footer = True

    made = make_docx(SAMPLES[KEY], template=template("{{ title }}", prepare=other_headers))
    section = docx.Document(io.BytesIO(made)).sections[0]
    for header in (section.header, section.first_page_header, section.even_page_header):
        note = header.paragraphs[0]
        assert note.text == DRAFT_NOTE
        assert note.runs[0].font.size == Pt(10.5)


def test_letter_in_an_own_template_carries_no_draft_line() -> None:
    assert not definition("kin_inquiry").is_draft
    made = make_docx(SAMPLES["kin_inquiry"], template=template("{{ title }}"))
    header = docx.Document(io.BytesIO(made)).sections[0].header
    assert DRAFT_NOTE not in "".join(one.text for one in header.paragraphs)


def test_words_of_a_person_are_escaped_in_an_own_template() -> None:
    values = SAMPLES[KEY]
    hostile = type(values)(
        key=values.key,
        office=values.office,
        fields={**values.fields, "organ": "<w:p>甲&乙{{ 7*7 }}"},
        number=values.number,
        dated=values.dated,
    )
    opened = docx.Document(io.BytesIO(make_docx(hostile, template=template("{{ organ }}"))))
    assert "<w:p>甲&乙{{ 7*7 }}" in [one.text for one in opened.paragraphs]


@pytest.mark.parametrize(
    ("paragraphs", "code", "paragraph", "detail"),
    [
        pytest.param(["{{ title }}", "甲", "{{ orgna }}"], F.UNKNOWN_FIELD, 3, "orgna", id="typo"),
        pytest.param(
            ["{%p for part in body %}", "{{ part.txt }}", "{%p endfor %}"],
            F.UNKNOWN_FIELD, 2, "part.txt", id="typo-in-a-list",
        ),
        pytest.param(["{{ title }}", "{{ organ"], F.SYNTAX, 2, "", id="not-closed"),
        pytest.param(["{{ title }}", "{% if organ %}甲"], F.SYNTAX, 2, "", id="if-without-end"),
        pytest.param(["甲", "{% endfor %}"], F.SYNTAX, 2, "", id="end-without-for"),
        pytest.param(["{{ title | nothing }}"], F.FORBIDDEN, 1, "nothing", id="unknown-filter"),
        pytest.param(["{{ title | safe }}"], F.FORBIDDEN, 1, "safe", id="unescaped"),
        pytest.param(["{{ title.__class__ }}"], F.FORBIDDEN, 1, "__class__", id="dunder"),
        pytest.param(["{{ title.upper() }}"], F.FORBIDDEN, 1, "Call", id="call"),
        pytest.param(["{{ 'a' * 9999999 }}"], F.FORBIDDEN, 1, "Mul", id="arithmetic"),
        pytest.param(
            ["{% for x in range(99999) %}a{% endfor %}"], F.FORBIDDEN, 1, "for", id="endless-list"
        ),
        pytest.param(["{% set a = 1 %}{{ title }}"], F.FORBIDDEN, 1, "Assign", id="set"),
        pytest.param(["{% include 'x' %}"], F.FORBIDDEN, 1, "Include", id="include"),
        pytest.param(
            ["{{ title }}{% if organ %}", "{% endif %}"], F.CROSSES_PARTS, 1, "if",
            id="from-one-paragraph-into-the-next",
        ),
    ],
)  # fmt: skip
def test_broken_template_is_refused_with_its_paragraph(
    paragraphs: list[str], code: TemplateFaultCode, paragraph: int, detail: str
) -> None:
    faults = check_template(KEY, template(*paragraphs))
    found = next(fault for fault in faults if fault.code is code)
    assert found.part is TemplatePart.BODY
    assert found.paragraph == paragraph
    assert detail in found.detail
    assert found.excerpt


def test_fault_in_a_header_says_so() -> None:
    def wrong_header(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ nobody }}"

    [fault] = check_template(KEY, template("{{ title }}", prepare=wrong_header))
    assert (fault.part, fault.paragraph, fault.detail) == (TemplatePart.HEADER, 1, "nobody")


def test_fault_in_a_table_is_counted_with_the_paragraphs() -> None:
    def table(document: Document) -> None:
        document.add_table(rows=1, cols=2).cell(0, 1).text = "{{ nobody }}"

    [fault] = check_template(KEY, template("{{ title }}", prepare=table))
    assert (fault.paragraph, fault.excerpt) == (3, "{{ nobody }}")


def test_field_of_another_paper_is_unknown() -> None:
    [fault] = check_template("filing_decision", template("{{ title }}{{ objection_within }}"))
    assert fault.detail == "objection_within"


def test_template_without_any_field_is_refused() -> None:
    assert check_template(KEY, template("检察建议书")) == (TemplateFault(code=F.NO_FIELD),)


PLAIN = template("{{ title }}")
DOCUMENT = part(PLAIN, "word/document.xml")
RELATIONS = part(PLAIN, "word/_rels/document.xml.rels")
LINK = (
    '<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'attachedTemplate" Target="https://example.invalid/x.dotm" TargetMode="External"/></Relationships>'
)
FIELD = (
    "<w:p><w:r><w:instrText> INCLUDEPICTURE https://example.invalid/x </w:instrText></w:r></w:p>"
    "<w:sectPr"
)
SPLIT_FIELD = (
    "<w:p><w:r><w:instrText> DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\x</w:instrText></w:r>"
    "</w:p><w:sectPr"
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", F.NOT_DOCX, id="empty"),
        pytest.param(b"%PDF-1.7 not a document", F.NOT_DOCX, id="pdf"),
        pytest.param(PLAIN[: len(PLAIN) // 2], F.NOT_DOCX, id="cut-off"),
        pytest.param(b"\x00" * (MAX_BYTES + 1), F.TOO_LARGE, id="large-file"),
        pytest.param(
            repacked(PLAIN, word__media__x___png=b"\x00" * 30_000_001), F.TOO_LARGE, id="bomb"
        ),
        pytest.param(
            repacked(PLAIN, word__document___xml=b"<a>" + b"x" * 2_000_000 + b"</a>"),
            F.TOO_LARGE, id="large-part",
        ),
        pytest.param(template("{% " * 1_001), F.TOO_LARGE, id="many-tags"),
        pytest.param(repacked(PLAIN, word__vbaProject___bin=b"x"), F.MACROS, id="macros"),
        pytest.param(
            repacked(PLAIN, word__activeX__activeX1___xml=b"<a/>"), F.MACROS, id="active-x"
        ),
        pytest.param(
            repacked(PLAIN, word__embeddings__oleObject1___bin=b"x"), F.EMBEDDED, id="ole"
        ),
        pytest.param(
            repacked(
                PLAIN, word___rels__document___xml___rels=RELATIONS.replace("</Relationships>", LINK).encode()
            ),
            F.EXTERNAL_LINK, id="attached-template",
        ),
        pytest.param(
            repacked(PLAIN, word__document___xml=DOCUMENT.replace("<w:sectPr", FIELD, 1).encode()),
            F.ACTIVE_FIELD, id="picture-from-elsewhere",
        ),
        pytest.param(
            repacked(PLAIN, word__document___xml=DOCUMENT.replace("<w:sectPr", SPLIT_FIELD, 1).encode()),
            F.ACTIVE_FIELD, id="field-in-two-runs",
        ),
        pytest.param(
            repacked(
                PLAIN,
                word__document___xml=DOCUMENT.replace("<w:sectPr", '<w:altChunk r:id="x"/><w:sectPr', 1).encode(),
            ),
            F.EMBEDDED, id="alt-chunk",
        ),
        pytest.param(
            repacked(
                PLAIN,
                word__document___xml=b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
            ),
            F.NOT_DOCX, id="entity",
        ),
        pytest.param(repacked(PLAIN, word__document___xml=b"<w:p>"), F.NOT_DOCX, id="no-xml"),
    ],
)  # fmt: skip
def test_file_that_is_no_quiet_docx_is_refused(content: bytes, code: TemplateFaultCode) -> None:
    assert code in {fault.code for fault in check_template(KEY, content)}


def test_document_of_another_kind_is_refused() -> None:
    types = part(PLAIN, "[Content_Types].xml").replace(
        "wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            is_types = name == "[Content_Types].xml"
            target.writestr(name, types if is_types else source.read(name))
    assert {fault.code for fault in check_template(KEY, made.getvalue())} == {F.NOT_DOCX}


def test_properties_of_the_template_are_not_run() -> None:
    def properties(document: Document) -> None:
        document.core_properties.title = "{{ 7*7 }}"
        document.core_properties.comments = "{{ nothing }}"

    made = make_docx(SAMPLES[KEY], template=template("{{ title }}", prepare=properties))
    opened = docx.Document(io.BytesIO(made)).core_properties
    assert (opened.title, opened.comments) == ("检察建议书", "")


def test_broken_template_makes_no_paper() -> None:
    with pytest.raises(InvalidInputError) as refused:
        make_docx(SAMPLES[KEY], template=template("甲", "{{ nobody }}"))
    assert refused.value.code == "documents.template_faults"
    assert refused.value.params["template_faults"] == "body:2:unknown_field"


def test_unknown_paper_has_no_template() -> None:
    with pytest.raises(NotFoundError):
        check_template("nothing", PLAIN)
