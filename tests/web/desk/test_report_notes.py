"""电话记录 on a report that is no lead yet."""

from datetime import timedelta
from typing import Any

from tests.web.desk.staff import Desk
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.letters.models import ContactNote


def call(desk: Desk, **changes: Any) -> dict[str, Any]:
    return {
        "kind": "call",
        "party": "展旦召苏木综治办",
        "telephone": "0477-5200009",
        "spoken_at": f"{desk.now - timedelta(hours=9):%Y-%m-%dT%H:%M}",
        "words": "称已知晓，正在核实",
    } | changes


def test_call_is_written_down_and_shown_on_the_report(desk: Desk) -> None:
    report = desk.report("村口路灯不亮")
    client = desk.client(desk.inside.clerk)
    answer = client.post(f"/desk/pool/{report.id}/note/", call(desk), follow=True)
    assert "0477-5200009" in answer.content.decode()
    assert "正在核实" in answer.content.decode()


def test_call_without_its_party_is_refused_and_kept(desk: Desk) -> None:
    report = desk.report("村口路灯不亮")
    answer = desk.client(desk.inside.clerk).post(
        f"/desk/pool/{report.id}/note/", call(desk, party="")
    )
    assert answer.status_code == 400
    assert "称已知晓" in answer.content.decode()
    with tenant_scope(desk.procuratorate.id):
        assert not ContactNote.objects.exists()


def test_call_in_the_future_is_refused_at_its_field(desk: Desk) -> None:
    report = desk.report("村口路灯不亮")
    answer = desk.client(desk.inside.clerk).post(
        f"/desk/pool/{report.id}/note/", call(desk, spoken_at="2099-01-01T09:00")
    )
    assert "spoken_at" in answer.context["form"].errors


def test_administrator_opens_no_such_page(desk: Desk) -> None:
    report = desk.report("村口路灯不亮")
    admin = desk.client(desk.hire("系统管理员09", Role.SYSTEM_ADMIN))
    assert admin.get(f"/desk/pool/{report.id}/note/").status_code == 403
