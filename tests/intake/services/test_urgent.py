"""An urgent report is told to the office at once."""

from datetime import datetime

from tests.cast import make_department, make_report, make_staff
from xiezhi.accounts.models import Department, Procuratorate
from xiezhi.accounts.rules.roles import Role
from xiezhi.intake.services.urgent import tell_office_of_urgent
from xiezhi.kernel.actor import system_actor
from xiezhi.notifications.selectors.inbox import count_unread, list_inbox


def test_liaison_and_public_interest_heads_are_told_once(
    scope: Procuratorate, now: datetime
) -> None:
    other = Department.objects.create(name="第一检察部", is_public_interest=False)
    liaison = make_staff("联络员01", Role.LIAISON, department=other)
    head = make_staff("部门负责人", Role.DEPARTMENT_HEAD, department=make_department())
    stranger = make_staff("其他部门负责人", Role.DEPARTMENT_HEAD, department=other)
    report = make_report(now, words="油罐车侧翻，正在泄漏", is_urgent=True)
    acting = system_actor(scope.id)
    assert tell_office_of_urgent(report_id=report.id, acting=acting, now=now) == 2
    assert tell_office_of_urgent(report_id=report.id, acting=acting, now=now) == 0
    (message,), _ = list_inbox(head)
    assert report.code in message.title
    assert "油罐车" not in f"{message.title}{message.body}{message.notice}"
    assert (count_unread(liaison), count_unread(stranger)) == (1, 0)


def test_report_screened_meanwhile_is_not_told(scope: Procuratorate, now: datetime) -> None:
    make_staff("联络员01", Role.LIAISON)
    report = make_report(now, is_urgent=True)
    type(report).objects.filter(id=report.id).update(pool_state="kept")
    assert tell_office_of_urgent(report_id=report.id, acting=system_actor(scope.id), now=now) == 0
