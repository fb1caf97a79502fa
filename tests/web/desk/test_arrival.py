"""A report of the outer zone: the pool says when it was received and when it came inside."""

from uuid import uuid4

from django.test import override_settings

from tests.web.desk.staff import Desk
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report, ReportArrival


def shown(desk: Desk, report: Report) -> str:
    page = desk.client(desk.inside.handler).get(f"/desk/pool/{report.id}/")
    assert page.status_code == 200
    return page.content.decode()


@override_settings(XIEZHI_ZONE="inner")
def test_the_pool_shows_both_times_inside(desk: Desk) -> None:
    report = desk.report("河边又倒了一车垃圾")
    assert "转入内网" not in shown(desk, report)
    with tenant_scope(desk.procuratorate.id):
        ReportArrival.objects.create(
            id=report.id, report=report, package_id=uuid4(), arrived_at=desk.now
        )
    assert "转入内网" in shown(desk, report)
