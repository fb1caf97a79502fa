"""Files are reached through what they hang on, and sent so that they can do nothing."""

from uuid import uuid4

import pytest

from tests.leads.letters import replied
from tests.web.desk.staff import Desk
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import ReportFile
from xiezhi.letters.models import LetterReplyFile


def picture_of(desk: Desk) -> str:
    report = desk.report("井盖丢了，晚上很危险", with_photo=True)
    with tenant_scope(desk.procuratorate.id):
        return str(ReportFile.objects.get(report_id=report.id).file_id)


@pytest.mark.parametrize("copy", ["thumbnail", "shared"])
def test_picture_is_shown_in_place_without_rights(desk: Desk, copy: str) -> None:
    where = f"/desk/files/{picture_of(desk)}/{copy}/"
    answer = desk.client(desk.inside.handler).get(where)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_paper_is_handed_over_under_its_name(desk: Desk) -> None:
    with tenant_scope(desk.procuratorate.id):
        replied(desk.inside)
        file_id = LetterReplyFile.objects.get().file_id
    answer = desk.client(desk.inside.handler).get(f"/desk/files/{file_id}/original/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.content.startswith(b"%PDF")


def test_file_of_a_lead_of_others_does_not_exist(desk: Desk) -> None:
    with tenant_scope(desk.procuratorate.id):
        replied(desk.inside)
        file_id = LetterReplyFile.objects.get().file_id
    other = desk.client(desk.hire("检察官助理09", Role.ASSISTANT))
    assert other.get(f"/desk/files/{file_id}/original/").status_code == 404


@pytest.mark.parametrize("copy", ["shared", "everything"])
def test_unknown_file_or_copy_does_not_exist(desk: Desk, copy: str) -> None:
    client = desk.client(desk.inside.handler)
    assert client.get(f"/desk/files/{uuid4()}/{copy}/").status_code == 404


def test_administrator_sees_no_picture(desk: Desk) -> None:
    admin = desk.client(desk.hire("系统管理员09", Role.SYSTEM_ADMIN))
    assert admin.get(f"/desk/files/{picture_of(desk)}/shared/").status_code == 404
