"""In the outer zone nobody handles a report: those who carry packages are told."""

from datetime import datetime
from typing import Any

from django.test import override_settings

from tests.cast import make_report, make_staff
from xiezhi.accounts.rules.roles import Role
from xiezhi.intake.services.urgent import tell_office_of_urgent
from xiezhi.kernel.actor import system_actor
from xiezhi.notifications.models import Message


@override_settings(XIEZHI_ZONE="outer")
def test_carriers_are_told_to_carry(scope: Any, now: datetime) -> None:
    make_staff("联络员01", Role.LIAISON)
    make_staff("案管01", Role.CASE_MANAGEMENT)
    make_staff("部门负责人", Role.DEPARTMENT_HEAD)
    report = make_report(now, words="油罐车侧翻，正在泄漏", is_urgent=True)
    told = tell_office_of_urgent(report_id=report.id, acting=system_actor(scope.id), now=now)
    assert told == 2
    assert {message.path for message in Message.objects.all()} == {"/desk/exchange/"}
    assert {message.title for message in Message.objects.all()} == {f"紧急反映信息：{report.code}"}
