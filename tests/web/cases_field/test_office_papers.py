"""内部预审 and own templates: off by default, opinions only, a broken template refused."""

import io
from typing import Any

import docx as word
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import make_staff
from tests.web.cases.files import Files
from xiezhi.accounts.rules.roles import Role
from xiezhi.cases.models import Case, CasePaper
from xiezhi.infra.tenant import tenant_scope

POSTED = 302


@pytest.fixture
def admin(files: Files) -> Client:
    return files.client(files.made(lambda _office: make_staff("系统管理员01", Role.SYSTEM_ADMIN)))


def drafted(files: Files) -> tuple[Case, str]:
    case = files.made(lambda office: office.investigated(files.day(-30), files.day(-10)))
    client = files.client(files.inside.handler)
    client.post(f"/desk/cases/{case.id}/draft/pil_suggestion/", {"f_organ": "旗水利局"})
    with tenant_scope(files.procuratorate.id):
        draft = CasePaper.objects.get(case_id=case.id, is_draft=True)
    return case, f"/desk/cases/{case.id}/drafts/{draft.id}/"


def say(files: Files, who: Any, path: str, agrees: str, words: str = "") -> Any:
    return files.client(who).post(f"{path}opinion/", {"agrees": agrees, "words": words})


def test_preview_is_off_until_the_office_turns_it_on(files: Files, admin: Client) -> None:
    _case, path = drafted(files)
    assert say(files, files.inside.handler, path, "yes").status_code == 409
    admin.post("/desk/case-papers/preview/", {"on": "yes"})
    assert say(files, files.inside.handler, path, "yes").status_code == POSTED


def test_opinions_pass_in_order_decide_nothing_and_fall_with_a_new_wording(
    files: Files, admin: Client
) -> None:
    case, path = drafted(files)
    admin.post("/desk/case-papers/preview/", {"on": "yes"})
    say(files, files.inside.handler, path, "yes")
    assert say(files, files.inside.handler, path, "yes").status_code == 403
    assert say(files, files.inside.head, path, "no").status_code == 400
    assert say(files, files.inside.head, path, "no", "事实部分再核").status_code == POSTED
    handler = files.client(files.inside.handler)
    page = handler.get(path)
    assert "内部预审意见，不是法定决定" in page.content.decode()
    assert page.context["preview"]["is_returned"]
    handler.post(path, {"f_organ": "旗水利局", "f_advice": "依法清除"})
    preview = handler.get(path).context["preview"]
    assert (preview["next"], [one["is_former"] for one in preview["opinions"]]) == (
        "承办检察官",
        [True, True],
    )
    assert files.fresh(case.id).state == case.state


def template(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("模板.docx", content)


def test_broken_template_is_refused_and_a_sound_one_taken_back(files: Files, admin: Client) -> None:
    path = "/desk/case-papers/"
    broken = admin.post(path, {"kind": "pil_suggestion", "file": template(b"no docx")})
    assert broken.status_code == 400
    assert broken.context["form"].errors["file"]
    sound = _sound()
    assert admin.post(path, {"kind": "pil_suggestion", "file": template(sound)}).status_code == 302
    assert [one["paper"] for one in admin.get(path).context["templates"]] == ["检察建议书"]
    admin.post(f"{path}pil_suggestion/withdraw/")
    assert admin.get(path).context["templates"] == []


def test_only_the_office_s_administrator_changes_them(files: Files) -> None:
    client = files.client(files.inside.handler)
    assert client.get("/desk/case-papers/").status_code == 403
    assert client.post("/desk/case-papers/preview/", {"on": "yes"}).status_code == 403


def _sound() -> bytes:
    document = word.Document()
    document.add_paragraph("{{ organ }}：{{ advice }}")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
