"""What an office set for itself, for a count at the terminal. Needs Django and the database."""

from dataclasses import dataclass
from datetime import date

from xiezhi.accounts.selectors.office_settings import list_holiday_tables, own_length
from xiezhi.cli.chosen_office import chosen_office
from xiezhi.infra.tenant import tenant_scope
from xiezhi.law.deadlines import DeadlineKind, DeadlineRule
from xiezhi.law.holidays import HolidayTable
from xiezhi.law.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCount:
    """The office's holiday tables, and its own length where the law leaves one to it."""

    name: str
    tables: tuple[HolidayTable, ...]
    length: Period | None


def office_count(slug: str | None, rule: DeadlineRule, day: date) -> OfficeCount:
    """Return what the server would count with in an office, the default one for None.

    Raises:
        MachineError: ``import.no_office``.
    """
    office = chosen_office(slug)
    with tenant_scope(office.id):
        is_own = rule.kind is DeadlineKind.OWN
        length = own_length(rule.limit_key, day) if is_own else None
        return OfficeCount(name=office.name, tables=list_holiday_tables(), length=length)
