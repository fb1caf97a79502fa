"""A form mapped and a return begun, in the office of the leads' tests."""

from dataclasses import dataclass
from datetime import date, datetime

from tests.cast import make_staff
from tests.leads.desk import Office, small_office
from tests.reporting.workbooks import at, form
from xiezhi.accounts.rules.roles import Role
from xiezhi.kernel.actor import Actor
from xiezhi.reporting.models import LockedReturn, ReturnForm, UpwardReturn
from xiezhi.reporting.rules.mapping import CellMapping, FormText
from xiezhi.reporting.rules.periods import PeriodKind, Span
from xiezhi.reporting.services.forms import FormText as Said
from xiezhi.reporting.services.forms import UploadedForm, add_form
from xiezhi.reporting.services.mapping import map_cell, publish_mapping, set_check
from xiezhi.reporting.services.returns import (
    ReturnPeriod,
    lock_return,
    start_return,
    submit_return,
)

NOVEMBER = ReturnPeriod(since=date(2026, 11, 1), until=date(2026, 11, 30))
OCTOBER = ReturnPeriod(since=date(2026, 10, 1), until=date(2026, 10, 31))
CELLS = (
    CellMapping(place=at("B3"), figure="leads"),
    CellMapping(place=at("B4"), figure="leads_valid"),
    CellMapping(place=at("B5"), figure="leads_general"),
    CellMapping(place=at("C3"), figure="leads", span=Span.YEAR),
    CellMapping(place=at("C7"), figure="valid_rate"),
    CellMapping(place=at("A1"), text=FormText.CHECKED_BY),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who prepares and who checks."""

    inside: Office
    manager: Actor
    now: datetime

    @property
    def clerk(self) -> Actor:
        return self.inside.clerk

    def add(self, data: bytes | None = None, name: str = "线索月报") -> ReturnForm:
        return add_form(
            text=Said(name=name, issuer="某市院", period_kind=PeriodKind.MONTH),
            uploaded=UploadedForm(file_name="月报.xlsx", data=data or form()),
            acting=self.clerk,
            now=self.now,
        )

    def mapped(self, *, check: str = "") -> ReturnForm:
        found = self.add()
        for cell in CELLS:
            map_cell(form_id=found.id, cell=cell, acting=self.clerk, now=self.now)
        if check:
            set_check(
                form_id=found.id, place=at("B3"), parts=check, acting=self.clerk, now=self.now
            )
        publish_mapping(form_id=found.id, acting=self.clerk, now=self.now)
        return found

    def started(self, period: ReturnPeriod = NOVEMBER) -> UpwardReturn:
        return start_return(
            form_id=self.mapped().id, period=period, acting=self.clerk, now=self.now
        )

    def submitted(self, found: UpwardReturn) -> UpwardReturn:
        return submit_return(return_id=found.id, office="某院", acting=self.clerk, now=self.now)

    def locked(self, found: UpwardReturn) -> LockedReturn:
        self.submitted(found)
        return lock_return(return_id=found.id, acting=self.manager, now=self.now)


def reporting_desk(now: datetime) -> Desk:
    """Needs an open scope."""
    manager = make_staff("案管01", Role.CASE_MANAGEMENT)
    return Desk(inside=small_office(now), manager=manager, now=now)
