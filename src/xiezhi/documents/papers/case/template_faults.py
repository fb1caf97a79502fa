"""Why a template of the office is refused, and where in it."""

from dataclasses import dataclass
from enum import StrEnum


class TemplateFaultCode(StrEnum):
    """What is wrong with a template."""

    TOO_LARGE = "too_large"
    NOT_DOCX = "not_docx"
    MACROS = "macros"
    EMBEDDED = "embedded"
    EXTERNAL_LINK = "external_link"
    ACTIVE_FIELD = "active_field"
    SYNTAX = "syntax"
    CROSSES_PARTS = "crosses_parts"
    FORBIDDEN = "forbidden"
    UNKNOWN_FIELD = "unknown_field"
    NO_FIELD = "no_field"


class TemplatePart(StrEnum):
    """Where in a DOCX a paragraph stands."""

    FILE = "file"
    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTES = "footnotes"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFault:
    """One reason why a template is refused.

    Attributes:
        paragraph: counted from 1 within its part, those of tables too; 0 for the whole file.
        excerpt: words of the paragraph, so that it is found in the word processor.
        detail: the unknown field, the link, the message of the template language.
    """

    code: TemplateFaultCode
    part: TemplatePart = TemplatePart.FILE
    paragraph: int = 0
    excerpt: str = ""
    detail: str = ""
