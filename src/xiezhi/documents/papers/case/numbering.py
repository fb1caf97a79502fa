"""Whether a 文号 fits the paper: its family, its kind, its year. None is ever made here."""

from typing import Final

from xiezhi.documents.papers.case.definitions import PaperDefinition
from xiezhi.documents.papers.case.registry import case_papers
from xiezhi.documents.papers.case.values import CasePaperValues, ProblemCode
from xiezhi.documents.papers.checks import NO_NUMBER, OFFICE_NUMBER
from xiezhi.documents.papers.forms import PaperFamily
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.paper_numbers import JudicialNumber, judicial_number

# 公文 codes of offices; what a judicial paper cannot be numbered with.
OFFICIAL_CODES: Final = frozenset(
    {"函", "发", "办", "办发", "办函", "报", "请", "文", "字", "通", "纪"}
)


def number_problem(known: PaperDefinition, values: CasePaperValues) -> ProblemCode | None:
    """Return why the number does not fit; codes are the office's own, so unknown ones pass."""
    if values.number in {"", NO_NUMBER}:
        return None
    if not known.is_numbered:
        return ProblemCode.NOT_OF_PAPER
    try:
        number = judicial_number(values.number)
    except InvalidInputError:
        if known.family is PaperFamily.OFFICIAL and OFFICE_NUMBER.fullmatch(values.number):
            return _other_year(values, int(values.number.partition("〔")[2][:4]))
        return ProblemCode.MALFORMED
    if number.text != values.number:
        return ProblemCode.MALFORMED
    return _other_kind(known, values, number) or _other_year(values, number.year)


def _other_kind(
    known: PaperDefinition, values: CasePaperValues, number: JudicialNumber
) -> ProblemCode | None:
    if number.code in known.codes:
        return _other_flow(known, values, number.code)
    if known.family is PaperFamily.JUDICIAL and number.code in OFFICIAL_CODES:
        return ProblemCode.OTHER_FAMILY
    others = {code for paper in case_papers() for code in paper.codes}
    if number.code in others - OFFICIAL_CODES:
        is_judicial = known.family is PaperFamily.JUDICIAL
        return ProblemCode.OTHER_PAPER if is_judicial else ProblemCode.OTHER_FAMILY
    return None


def _other_flow(known: PaperDefinition, values: CasePaperValues, code: str) -> ProblemCode | None:
    """Tell 行公终 on a civil case and 民公终 on an administrative one."""
    flow = values.fields.get("flow", "")
    wanted = {"administrative": "行", "civil": "民", "criminal_civil": "刑民"}.get(str(flow), "")
    is_of_flow = code[0] in "行民刑" and "flow" in known.by_key and wanted
    return ProblemCode.OTHER_PAPER if is_of_flow and code[0] not in wanted else None


def _other_year(values: CasePaperValues, year: int) -> ProblemCode | None:
    is_other = values.dated is not None and values.dated.year != year
    return ProblemCode.OTHER_YEAR if is_other else None
