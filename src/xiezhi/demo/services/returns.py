"""The demo's monthly form: taken in, mapped, filled for two months, locked by a second person."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from xiezhi.accounts.selectors.office_settings import statistics_day
from xiezhi.demo.plan import at_work
from xiezhi.demo.report_form import CHECKED, FORM_NAME, SHEET, monthly_form, monthly_mapping
from xiezhi.demo.services.cast import Cast
from xiezhi.demo.services.steps import Step
from xiezhi.disclosure.services.releases import release_figures
from xiezhi.kernel.clock import legal_day
from xiezhi.reporting.models import ReturnForm
from xiezhi.reporting.rules.column_sets import ChosenColumn
from xiezhi.reporting.rules.columns import columns_by_key
from xiezhi.reporting.rules.ledgers import LedgerKind
from xiezhi.reporting.rules.periods import MONTH_END, PeriodKind, period_before
from xiezhi.reporting.rules.workbook.places import CellPlace
from xiezhi.reporting.services.column_sets import ColumnSetText, save_column_set
from xiezhi.reporting.services.forms import FormText, UploadedForm, add_form
from xiezhi.reporting.services.mapping import map_cell, publish_mapping, set_check
from xiezhi.reporting.services.public import propose_figures
from xiezhi.reporting.services.returns import (
    ReturnPeriod,
    adjust_cell,
    lock_return,
    set_return_texts,
    start_return,
    submit_return,
)

_TAKEN: Final = timedelta(days=75)
_FIRST: Final = timedelta(days=40)
_SECOND: Final = timedelta(days=9)
_CHECKED_AFTER: Final = timedelta(hours=2)
_COLUMNS: Final = (
    "number",
    "registered_on",
    "title",
    "place",
    "area",
    "channel",
    "handler",
    "state",
    "verdict",
    "organs",
    "replied_on",
    "next_due_on",
    "feedback_due_on",
    "fed_back_on",
    "national_number",
)


class ReturnWalk:
    """The clerk prepares, case management checks: two people, as the rule wants."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast = cast
        self.now = now
        self._form: ReturnForm | None = None
        self._waiting: UUID | None = None
        self._proposed: UUID | None = None

    def steps(self) -> list[Step]:
        """Return everything that happened, each at its time."""
        proposed = at_work(self.now - _FIRST)
        return [
            Step(at_work(self.now - _TAKEN), self._take_in),
            *self._month(_FIRST, is_adjusted=False),
            *self._month(_SECOND, is_adjusted=True),
            Step(proposed, self._propose),
            Step(at_work(proposed + _CHECKED_AFTER), self._release),
        ]

    def _month(self, age: timedelta, *, is_adjusted: bool) -> list[Step]:
        filled = at_work(self.now - age)
        return [
            Step(filled, partial(self._fill, is_adjusted)),
            Step(at_work(filled + _CHECKED_AFTER), self._lock),
        ]

    def _take_in(self, now: datetime) -> None:
        clerk, head = self.cast.staff["sjy01"], self.cast.staff["fzr01"]
        self._form = add_form(
            text=FormText(
                name=FORM_NAME, issuer="上级院公益诉讼检察部门", period_kind=PeriodKind.MONTH
            ),
            uploaded=UploadedForm(file_name=f"{FORM_NAME}.xlsx", data=monthly_form()),
            acting=clerk,
            now=now,
        )
        for cell in monthly_mapping():
            map_cell(form_id=self._form.id, cell=cell, acting=clerk, now=now)
        for total, parts in CHECKED:
            place = CellPlace(sheet=SHEET, cell=total)
            set_check(form_id=self._form.id, place=place, parts=parts, acting=clerk, now=now)
        publish_mapping(form_id=self._form.id, acting=clerk, now=now)
        known = columns_by_key(LedgerKind.LEADS)
        columns = [ChosenColumn(key=key, width=known[key].width) for key in _COLUMNS]
        save_column_set(
            text=ColumnSetText(
                kind=LedgerKind.LEADS,
                name="办案组用表",
                columns=columns,
                is_office_wide=True,
            ),
            acting=head,
            now=now,
        )

    def _propose(self, now: datetime) -> None:
        """The statistical year before: its figures are out, small groups withheld."""
        year = period_before(legal_day(now), PeriodKind.YEAR, statistics_day() or MONTH_END)
        clerk = self.cast.staff["sjy01"]
        made = propose_figures(since=year.since, until=year.until, note="", acting=clerk, now=now)
        self._proposed = made.id

    def _release(self, now: datetime) -> None:
        if self._proposed is None:
            raise LookupError(FORM_NAME)
        release_figures(release_id=self._proposed, acting=self.cast.staff["ag01"], now=now)

    def _fill(self, is_adjusted: bool, now: datetime) -> None:  # noqa: FBT001  # bound by the step
        if self._form is None:
            raise LookupError(FORM_NAME)
        clerk = self.cast.staff["sjy01"]
        found = period_before(legal_day(now), PeriodKind.MONTH, statistics_day() or MONTH_END)
        made = start_return(
            form_id=self._form.id,
            period=ReturnPeriod(since=found.since, until=found.until),
            acting=clerk,
            now=now,
        )
        set_return_texts(
            return_id=made.id,
            responsible=self.cast.staff["fzr01"].label,
            telephone="0477-0000000",
            acting=clerk,
            now=now,
        )
        if is_adjusted:
            adjust_cell(
                return_id=made.id,
                place=CellPlace(sheet=SHEET, cell="D5"),
                words="9",
                reason="上年同期以上级院通报口径为准（演示推演）",
                acting=clerk,
                now=now,
            )
        submit_return(return_id=made.id, office=self.cast.office.name, acting=clerk, now=now)
        self._waiting = made.id

    def _lock(self, now: datetime) -> None:
        if self._waiting is None:
            raise LookupError(FORM_NAME)
        lock_return(return_id=self._waiting, acting=self.cast.staff["ag01"], now=now)
