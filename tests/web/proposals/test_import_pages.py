"""Lists and full texts of proposals: previewed, put right, registered whole or not at all."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.proposals.cast import docx, row, workbook
from tests.web.desk.staff import Desk
from tests.web.proposals.pages import BASE, today, words
from xiezhi.infra.tenant import tenant_scope
from xiezhi.proposals.models import Proposal


@pytest.fixture
def clerk(desk: Desk) -> Client:
    return desk.client(desk.inside.clerk)


def defaults(desk: Desk) -> dict[str, str]:
    return {
        "kind": "deputy_suggestion",
        "level": "county",
        "session": "十七届五次",
        "assigned_on": today(desk, back=30),
        "received_on": today(desk, back=28),
    }


def uploaded(desk: Desk, client: Client, data: bytes) -> str:
    file = SimpleUploadedFile("目录.xlsx", data)
    answer = client.post(BASE + "import/", defaults(desk) | {"list_file": file})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def chosen(client: Client, path: str) -> dict[str, str]:
    form = client.get(path).context["form"]
    return {field.html_name: str(field.value() or "") for field in form}


def test_list_is_previewed_and_imported(desk: Desk, clerk: Client) -> None:
    assigned = today(desk, back=30)
    data = workbook(row(1, "关于消防", 交办日期=assigned), row(2, "关于绿化", 交办日期=assigned))
    path = uploaded(desk, clerk, data)
    assert "登记 2 件" in words(clerk, path)
    fields = chosen(clerk, path) | defaults(desk)
    plain = path.partition("?")[0]
    assert clerk.post(plain, fields | {"act": "preview"}).status_code == 200
    assert clerk.post(plain, fields | {"act": "import"}).headers["Location"] == BASE
    assert "关于绿化" in words(clerk, BASE)
    assert "目录.xlsx" in words(clerk, BASE + "import/")


def test_fault_is_named_and_nothing_is_imported(desk: Desk, clerk: Client) -> None:
    assigned = today(desk, back=30)
    path = uploaded(desk, clerk, workbook(row(1, "关于消防", 交办日期=assigned, 办理方式="研究")))
    page = words(clerk, path)
    assert "认不出办理方式" in page
    fields = chosen(clerk, path) | defaults(desk)
    clerk.post(path.partition("?")[0], fields | {"act": "import"})
    with tenant_scope(desk.procuratorate.id):
        assert not Proposal.objects.exists()


def test_one_field_for_two_columns_is_refused(desk: Desk, clerk: Client) -> None:
    path = uploaded(desk, clerk, workbook(row(1, "关于消防", 交办日期=today(desk, back=30))))
    fields = chosen(clerk, path) | defaults(desk) | {"column_0": "title"}
    answer = clerk.post(path.partition("?")[0], fields)
    assert (answer.status_code, "指定了两次" in answer.content.decode()) == (400, True)


def test_what_is_no_list_is_refused_at_upload(desk: Desk, clerk: Client) -> None:
    file = SimpleUploadedFile("目录.xlsx", b"a,b")
    answer = clerk.post(BASE + "import/", defaults(desk) | {"list_file": file})
    assert (answer.status_code, "这不是 XLSX" in answer.content.decode()) == (400, True)
    assert clerk.get(f"{BASE}import/{UUID(int=1)}/").status_code == 404


def test_full_texts_are_looked_through_and_registered(desk: Desk, clerk: Client) -> None:
    files = [
        SimpleUploadedFile("一.docx", docx("第5号", "关于消防的建议", "领衔代表：旗人大代表07")),
        SimpleUploadedFile("二.docx", docx("第6号", "关于绿化的建议")),
    ]
    answer = clerk.post(BASE + "texts/", {"texts": files})
    path = answer.headers["Location"]
    rows = clerk.get(path).context["rows"]
    assert [form["number"].value() for _text, form in rows] == ["5", "6"]
    fields = {field.html_name: str(field.value() or "") for _text, form in rows for field in form}
    assert clerk.post(path, fields).status_code == 400
    fields |= {f"text{at}-session": "十七届五次" for at in (0, 1)}
    fields |= {f"text{at}-kind": "deputy_suggestion" for at in (0, 1)}
    assert clerk.post(path, fields).headers["Location"] == BASE
    with tenant_scope(desk.procuratorate.id):
        assert Proposal.objects.get(number="5").submitters == "旗人大代表07"


def test_text_that_cannot_be_read_is_named(desk: Desk, clerk: Client) -> None:
    files = [SimpleUploadedFile("好.docx", docx("一")), SimpleUploadedFile("坏.docx", b"x")]
    answer = clerk.post(BASE + "texts/", {"texts": files})
    assert (answer.status_code, "坏.docx：这不是 DOCX" in answer.content.decode()) == (400, True)


def test_same_text_twice_is_refused_in_the_preview(desk: Desk, clerk: Client) -> None:
    files = [SimpleUploadedFile(f"{n}.docx", docx("第5号", "关于消防的建议")) for n in "一二"]
    path = clerk.post(BASE + "texts/", {"texts": files}).headers["Location"]
    rows = clerk.get(path).context["rows"]
    fields = {field.html_name: str(field.value() or "") for _text, form in rows for field in form}
    fields |= {f"text{at}-{k}": v for at in (0, 1) for k, v in defaults(desk).items()}
    answer = clerk.post(path, fields)
    assert (answer.status_code, "届次和编号相同" in answer.content.decode()) == (400, True)
