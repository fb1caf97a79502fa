"""Import at the desk: upload, preview, errors in words, import, on to the pool."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.accounts.people import make_person
from tests.web.accounts.cast import SECRET, sign_in_to_desk
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report

GOOD = "编号,主题,时间,内容\nA1,路灯,2021-3-5,村口路灯不亮\nA2,污水,2021-3-6,河里流进污水\n"


@pytest.fixture
def clerk(office: Any, client: Client) -> Client:
    person = make_person(office, "书记员01", "sjy01", ("clerk",), secret=SECRET)
    sign_in_to_desk(client, person.login)
    return client


def send(client: Client, text: str | bytes, name: str = "名单.csv") -> Any:
    data = text.encode() if isinstance(text, str) else text
    file = SimpleUploadedFile(name, data, "text/csv")
    return client.post("/desk/import/", {"file": file, "channel": "hotline_12345"})


def chosen(act: str, **changed: str) -> dict[str, str]:
    columns = ("number", "title", "received", "words")
    return {f"column_{at}": value for at, value in enumerate(columns)} | changed | {"act": act}


def test_a_good_list_goes_from_upload_to_the_pool(clerk: Client, office: Any) -> None:
    answer = send(clerk, GOOD)
    preview = answer.headers["Location"]
    page = clerk.get(preview)
    assert "导入 2 条" in page.content.decode()
    done = clerk.post(preview, chosen("import"))
    assert done.status_code == 302
    assert "2 条反映信息已进入信息池" in clerk.get(done.headers["Location"]).content.decode()
    with tenant_scope(office.id):
        assert {report.entered_by.label for report in Report.objects.all()} == {"书记员01"}
        batch = Report.objects.values_list("import_batch", flat=True).first()
    pool = clerk.get(f"/desk/pool/?batch={batch}").content.decode()
    assert "污水" in pool
    assert clerk.get(preview).status_code == 404


def test_errors_are_told_row_by_row_and_nothing_is_imported(clerk: Client, office: Any) -> None:
    preview = send(clerk, GOOD + "A3,门,昨天,消防通道被堵\n").headers["Location"]
    page = clerk.post(preview, chosen("import")).content.decode()
    assert "1 处有误" in page
    assert "认不出日期" in page
    with tenant_scope(office.id):
        assert not Report.objects.exists()


def test_same_file_again_is_shown_as_imported(clerk: Client) -> None:
    clerk.post(send(clerk, GOOD).headers["Location"], chosen("import"))
    page = clerk.get(send(clerk, GOOD).headers["Location"]).content.decode()
    assert "不能再次导入" in page
    assert 'value="import"' not in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"column_3": ""}, "导入 2 条"),
        ({"column_1": "", "column_3": ""}, "还没有指定哪一列是内容或标题"),
        ({"column_0": "words"}, "有两列指定为同一个字段"),
    ],
)
def test_columns_may_be_given_other_fields(
    clerk: Client, changed: dict[str, str], words: str
) -> None:
    preview = send(clerk, GOOD).headers["Location"]
    assert words in clerk.post(preview, chosen("preview", **changed)).content.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7", "这不是 CSV 或 XLSX 表格"),
        (b"\n\n", "文件里没有内容"),
        (b"PK\x03\x04", "表格已损坏"),
    ],
)
def test_what_is_no_list_is_refused_on_the_upload_page(
    clerk: Client, data: bytes, words: str
) -> None:
    answer = send(clerk, data, "名单.xlsx")
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_nothing_chosen_is_said_at_the_field(clerk: Client) -> None:
    answer = clerk.post("/desk/import/", {"channel": "letter"})
    assert (answer.status_code, "请选择文件" in answer.content.decode()) == (400, True)


def test_an_upload_given_up_is_gone(clerk: Client) -> None:
    preview = send(clerk, GOOD).headers["Location"]
    assert clerk.post(f"{preview}cancel/").status_code == 302
    assert clerk.get(preview).status_code == 404


def test_another_session_cannot_see_an_upload(clerk: Client, office: Any) -> None:
    preview = send(clerk, GOOD).headers["Location"]
    other = Client()
    person = make_person(office, "书记员02", "sjy02", ("clerk",), secret=SECRET)
    sign_in_to_desk(other, person.login)
    assert other.get(preview).status_code == 404


def test_a_prosecutor_may_not_import(client: Client, office: Any) -> None:
    person = make_person(office, "检察官02", "jcg02", ("prosecutor",), secret=SECRET)
    sign_in_to_desk(client, person.login)
    assert client.get("/desk/import/").status_code == 403


def test_nobody_imports_without_signing_in(client: Client, office: Any) -> None:
    assert client.get("/desk/import/").status_code in {302, 403}
