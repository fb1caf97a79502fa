"""A case whose days were 暂定: its own columns, the letter's days and the objection's move with the clocks."""

from datetime import date, datetime

from tests.cases.office import CaseOffice, at
from tests.cases.suggesting import governed
from xiezhi.accounts.services.office import set_holidays
from xiezhi.clocks.services.recounting import recount_provisional
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import system_actor
from xiezhi.law.holidays import Holiday
from xiezhi.letters.models import Letter
from xiezhi.letters.selectors.objections import period_of
from xiezhi.letters.services.recounting import recount_letters

SERVED = date(2026, 12, 22)
OFF = [Holiday(day=date(2027, 1, day), name="元旦") for day in (1, 2, 3)] + [
    Holiday(day=date(2027, 2, day), name="春节") for day in (22, 23)
]


def enter_holidays(now: datetime) -> None:
    acting = system_actor(current_tenant())
    set_holidays(acting=acting, year=2027, holidays=OFF, workdays=(), now=now)


def test_days_of_case_and_letter_move_together(office: CaseOffice) -> None:
    case, _paper = governed(office, SERVED, served_on=SERVED)
    letter = Letter.objects.get(matter_id=case.id)
    assert (case.reply_due_on, letter.reply_due_on) == (date(2027, 2, 22), date(2027, 2, 22))
    assert letter.is_reply_due_provisional
    assert (letter.objection_until, period_of(letter).is_provisional) == (date(2027, 1, 1), True)

    acting, now = system_actor(current_tenant()), at(date(2026, 12, 28))
    assert recount_letters(acting=acting, now=now) == 0
    enter_holidays(now)
    assert recount_provisional(acting=acting, now=now) > 0
    assert recount_letters(acting=acting, now=now) == 1

    case.refresh_from_db()
    letter.refresh_from_db()
    assert (case.reply_due_on, letter.reply_due_on) == (date(2027, 2, 24), date(2027, 2, 24))
    assert not letter.is_reply_due_provisional
    assert (letter.objection_until, period_of(letter).is_provisional) == (date(2027, 1, 4), False)
    assert recount_letters(acting=acting, now=now) == 0


def test_letter_answered_keeps_the_day_it_had(office: CaseOffice) -> None:
    case, _paper = governed(office, SERVED, served_on=SERVED)
    now = at(date(2027, 1, 4))
    Letter.objects.filter(matter_id=case.id).update(replied_at=now)
    enter_holidays(now)
    recount_letters(acting=system_actor(current_tenant()), now=now)
    assert Letter.objects.get(matter_id=case.id).reply_due_on == date(2027, 2, 22)
