"""Values of a filled form: what was counted, what a person put in its place, what sums must hold."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.reporting.rules.figures import NOTHING, FigureValue
from xiezhi.reporting.rules.mapping import FormMap
from xiezhi.reporting.rules.workbook.filling import compute_form, value_of
from xiezhi.reporting.rules.workbook.formulas import Value
from xiezhi.reporting.rules.workbook.grid import FormGrid
from xiezhi.reporting.rules.workbook.places import CellPlace

MAX_VALUE: Final = 120
MAX_REASON: Final = 300
_LARGEST: Final = Decimal(10) ** 12
# No leading zeros: 0477 is the start of a telephone number, not a quantity.
_NUMBER: Final = re.compile(r"(?P<number>-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,6})?)(?P<percent>%?)")
_TOLERANCE: Final = 1e-6
_COLUMNS: Final = frozenset(
    {
        "sheet",
        "cell",
        "label",
        "identity",
        "words",
        "counted",
        "numerator",
        "denominator",
        "reason",
        "is_formula",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellValue:
    """A cell as it goes upward.

    Attributes:
        label: how a person names the cell.
        identity: what it counts, the same in every version of the form; "" for words.
        words: what stands in the cell.
        counted: what was counted, when a person put something else in its place.
        reason: why; "" when nothing was replaced.
        is_formula: computed by the form itself.
    """

    place: CellPlace
    label: str
    identity: str
    words: str
    counted: str = ""
    numerator: int | None = None
    denominator: int | None = None
    reason: str = ""
    is_formula: bool = False

    @property
    def is_adjusted(self) -> bool:
        """Whether a person put something else in place of what was counted."""
        return bool(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """A sum looked at. ``total`` and ``sum`` are None where there is no number."""

    place: CellPlace
    parts: tuple[str, ...]
    total: float | None
    sum: float
    holds: bool


def cell_number(value: FigureValue, *, is_percent: bool) -> Value:
    """Return what is written for a figure: a number, a fraction in a percent cell, else words."""
    if not value.figure.is_rate:
        return float(value.count)
    if value.percent is None:
        return NOTHING
    return float(value.percent / 100) if is_percent else value.words


def typed_value(words: str, *, is_percent: bool = False) -> Value:
    """Return what a person typed as a number where it is one; 85% in a percent cell is 0.85.

    Raises:
        InvalidInputError: ``reporting.no_value``, ``reporting.number_too_large``, or a code of
            language.
    """
    line = clean_line(words, limit=MAX_VALUE)
    if not line:
        raise InvalidInputError("reporting.no_value")
    found = _NUMBER.fullmatch(line)
    if found is None or (found["percent"] and not is_percent):
        return line
    number = Decimal(found["number"])
    if abs(number) > _LARGEST:
        raise InvalidInputError("reporting.number_too_large")
    return float(number / 100) if found["percent"] else float(number)


def clean_reason(words: str) -> str:
    """Return a reason as it is kept.

    Raises:
        InvalidInputError: ``reporting.no_reason``, or a code of language.
    """
    reason = clean_text(words, limit=MAX_REASON).strip()
    if not reason:
        raise InvalidInputError("reporting.no_reason")
    return reason


def value_words(value: Value) -> str:
    """Return a value as it is shown."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    whole = int(value)
    return str(whole) if whole == value else f"{round(value, 6):g}"


def checked(
    mapped: FormMap, grid: FormGrid, values: Mapping[CellPlace, Value]
) -> tuple[CheckResult, ...]:
    """Return every sum looked at, with the values in the form."""
    return tuple(_check(grid, one.place, one.parts, values) for one in mapped.checks)


def _check(
    grid: FormGrid, place: CellPlace, parts: tuple[str, ...], values: Mapping[CellPlace, Value]
) -> CheckResult:
    numbers = [value_of(grid, replace(place, cell=cell), values) for cell in parts]
    total = value_of(grid, place, values)
    added = float(sum(number for number in numbers if number is not None))
    holds = total is not None and abs(total - added) < _TOLERANCE
    return CheckResult(place=place, parts=parts, total=total, sum=added, holds=holds)


def formula_values(grid: FormGrid, values: Mapping[CellPlace, Value]) -> tuple[CellValue, ...]:
    """Return what the form's own formulas give, those that can be computed here."""
    return tuple(
        CellValue(
            place=one.place,
            label=grid.label_of(one.place),
            identity=f"formula:{one.place.sheet}!{one.place.cell}",
            words=_formula_words(grid, one.place, one.value),
            is_formula=True,
        )
        for one in compute_form(grid, values).values()
        if one.is_known
    )


def _formula_words(grid: FormGrid, place: CellPlace, value: Value) -> str:
    cell = grid.find(place)
    if isinstance(value, float) and cell is not None and cell.is_percent:
        return f"{value * 100:.2f}%"
    return value_words(value) or NOTHING


def stored_values(values: Iterable[CellValue]) -> list[dict[str, object]]:
    """Return the values as they are stored."""
    return [
        {
            "sheet": one.place.sheet,
            "cell": one.place.cell,
            "label": one.label,
            "identity": one.identity,
            "words": one.words,
            "counted": one.counted,
            "numerator": one.numerator,
            "denominator": one.denominator,
            "reason": one.reason,
            "is_formula": one.is_formula,
        }
        for one in values
    ]


def values_of(stored: object) -> tuple[CellValue, ...]:
    """Return the values of what is stored.

    Raises:
        TypeError: of another shape; a fault of the program.
    """
    if not isinstance(stored, list):
        raise TypeError("values are a list")
    return tuple(map(_value_of, stored))


def _value_of(row: object) -> CellValue:
    if not isinstance(row, dict) or set(row) != _COLUMNS:
        raise TypeError("a value has exactly its columns")
    return CellValue(
        place=CellPlace(sheet=str(row["sheet"]), cell=str(row["cell"])),
        label=str(row["label"]),
        identity=str(row["identity"]),
        words=str(row["words"]),
        counted=str(row["counted"]),
        numerator=row["numerator"],
        denominator=row["denominator"],
        reason=str(row["reason"]),
        is_formula=bool(row["is_formula"]),
    )
