"""The values a form is filled with: counted now, adjusted by a person, checked against its sums."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from xiezhi.accounts.selectors.office_settings import statistics_day
from xiezhi.kernel.actor import Actor
from xiezhi.reporting.models import ReturnOverride, UpwardReturn
from xiezhi.reporting.rules.figures import FIGURES, FigureValue
from xiezhi.reporting.rules.mapping import CellMapping, FormMap, FormText, map_of
from xiezhi.reporting.rules.periods import (
    MONTH_END,
    PeriodKind,
    StatisticalPeriod,
    span_of,
)
from xiezhi.reporting.rules.values import (
    CellValue,
    CheckResult,
    cell_number,
    checked,
    formula_values,
    typed_value,
)
from xiezhi.reporting.rules.workbook.formulas import Value
from xiezhi.reporting.rules.workbook.grid import FormGrid
from xiezhi.reporting.rules.workbook.places import CellPlace
from xiezhi.reporting.selectors.figures import Counting
from xiezhi.reporting.selectors.forms import grid_of
from xiezhi.reporting.selectors.returns import ReturnTexts, list_overrides


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledReturn:
    """A form with its values.

    Attributes:
        written: what is put into the cells.
        cells: what went into each mapped cell, then what the form's formulas give.
    """

    grid: FormGrid
    mapped: FormMap
    written: dict[CellPlace, Value]
    cells: tuple[CellValue, ...]
    checks: tuple[CheckResult, ...]

    @property
    def failed_checks(self) -> int:
        """How many sums do not hold."""
        return sum(not one.holds for one in self.checks)

    def at(self, place: CellPlace) -> CellValue | None:
        """Return the value of a cell, or None where the form's own words stand."""
        return next((one for one in self.cells if one.place == place), None)


def fill_return(
    acting: Actor, found: UpwardReturn, texts: ReturnTexts, *, today: date
) -> FilledReturn:
    """Return a return's values as counted now, with what a person adjusted.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    grid = grid_of(found.mapping.version)
    mapped = map_of(found.mapping.cells)
    counted = _Filling(acting, found, texts, grid=grid, today=today)
    overrides = {_place(one): one for one in list_overrides(found)}
    written: dict[CellPlace, Value] = {}
    cells: list[CellValue] = []
    seen: Counter[str] = Counter()
    for cell in mapped.cells:
        value, shown = counted.cell(cell)
        seen[shown.identity] += 1
        if shown.identity and seen[shown.identity] > 1:
            shown = replace(shown, identity=f"{shown.identity}#{seen[shown.identity]}")
        override = overrides.get(cell.place)
        if override is not None:
            value = _adjusted(cell, override.words, grid)
            shown = replace(
                shown, counted=shown.words, words=override.words, reason=override.reason
            )
        written[cell.place] = value
        cells.append(shown)
    return FilledReturn(
        grid=grid,
        mapped=mapped,
        written=written,
        cells=(*cells, *formula_values(grid, written)),
        checks=checked(mapped, grid, written),
    )


def period_of_cell(found: UpwardReturn, cell: CellMapping) -> StatisticalPeriod:
    """Return the days a cell of a return counts."""
    period = StatisticalPeriod(since=found.since, until=found.until)
    return span_of(
        cell.span, period, PeriodKind(found.form.period_kind), statistics_day() or MONTH_END
    )


class _Filling:
    def __init__(
        self,
        acting: Actor,
        found: UpwardReturn,
        texts: ReturnTexts,
        *,
        grid: FormGrid,
        today: date,
    ) -> None:
        self._found = found
        self._texts = texts
        self._grid = grid
        self._counting = Counting(acting, today)
        self._cutoff = statistics_day() or MONTH_END
        self._kind = PeriodKind(found.form.period_kind)

    def cell(self, cell: CellMapping) -> tuple[Value, CellValue]:
        """Return what is written into a cell, and how it is shown and kept."""
        label = self._grid.label_of(cell.place)
        if cell.text is not None:
            words = self._words(cell.text)
            return words, CellValue(place=cell.place, label=label, identity="", words=words)
        value = self._figure(cell)
        shown = self._grid.find(cell.place)
        return cell_number(value, is_percent=shown is not None and shown.is_percent), CellValue(
            place=cell.place,
            label=label,
            identity=_identity(cell),
            words=value.words,
            numerator=value.numerator if value.figure.is_rate else None,
            denominator=value.denominator if value.figure.is_rate else None,
        )

    def _figure(self, cell: CellMapping) -> FigureValue:
        period = StatisticalPeriod(since=self._found.since, until=self._found.until)
        span = span_of(cell.span, period, self._kind, self._cutoff)
        return self._counting.value(FIGURES[cell.figure], span, cell.filters)

    def _words(self, text: FormText) -> str:
        match text:
            case FormText.OFFICE:
                return self._texts.office
            case FormText.PREPARED_BY:
                return self._found.prepared_by_label
            case FormText.CHECKED_BY:
                return self._texts.checked_by
            case FormText.RESPONSIBLE:
                return self._found.responsible
            case FormText.TELEPHONE:
                return self._found.telephone
            case FormText.FILLED_ON:
                return _day(self._texts.filled_on)
            case FormText.PERIOD:
                return f"{_day(self._found.since)}至{_day(self._found.until)}"


def _adjusted(cell: CellMapping, words: str, grid: FormGrid) -> Value:
    """Return what an adjustment writes; words stay words, so that a telephone keeps its zeros."""
    if cell.text is not None:
        return words
    shown = grid.find(cell.place)
    return typed_value(words, is_percent=shown is not None and shown.is_percent)


def _identity(cell: CellMapping) -> str:
    chosen = ",".join(f"{name}={value}" for name, value in cell.filters)
    return f"{cell.figure}:{cell.span}:{chosen}"


def _place(override: ReturnOverride) -> CellPlace:
    return CellPlace(sheet=override.sheet, cell=override.cell)


def _day(day: date | None) -> str:
    """Return a day as Chinese forms say it, whatever language the page is read in."""
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日"
