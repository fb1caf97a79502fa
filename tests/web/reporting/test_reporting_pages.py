"""上报 at the desk: a form taken in, mapped by clicking, filled, checked by another, locked, compared."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from tests.accounts.people import make_person
from tests.leads.desk import proposing, small_office
from tests.reporting.workbooks import SHEET, form, repacked
from tests.web.accounts.cast import SECRET, sign_in_to_desk
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.reporting.models import LockedReturn, ReturnForm, UpwardReturn

LIST = "/desk/reporting/"


@pytest.fixture
def preparer(office: Any, client: Client) -> Client:
    """Case management signed in; one lead shelved, another only registered."""
    person = make_person(office, "案管01", "ag01", ("case_management",), secret=SECRET)
    make_person(office, "案管02", "ag02", ("case_management",), secret=SECRET)
    with tenant_scope(office.id):
        desk = small_office(clock.now())
        desk.decide(desk.register(), proposing(LeadEvent.DECIDE_SHELVE))
        desk.register(words="河边有人倒垃圾")
    sign_in_to_desk(client, person.login)
    return client


def upload(client: Client, data: bytes, **changes: str) -> Any:
    file = SimpleUploadedFile("月报表.xlsx", data)
    typed = {"name": "线索月报", "issuer": "某市院", "period_kind": "month"} | changes
    return client.post(f"{LIST}forms/new/", typed | {"file": file})


def form_url(client: Client) -> str:
    answer = upload(client, form())
    assert answer.status_code == 302
    return target_of(answer)


def mapped(client: Client, url: str, cell: str, content: str, **more: str) -> Any:
    typed = {"act": "map", "sheet": SHEET, "cell": cell, "content": content, "span": "period"}
    return client.post(f"{url}cell/", typed | more)


def started(client: Client, **period: str) -> str:
    """A return of the present month, its form mapped and put to use."""
    url = form_url(client)
    mapped(client, url, "B3", "leads")
    mapped(client, url, "B4", "leads_valid")
    mapped(client, url, "B5", "leads_general")
    mapped(client, url, "C3", "leads", span="year")
    mapped(client, url, "C7", "valid_rate")
    mapped(client, url, "A1", "text:office")
    client.post(f"{url}publish/")
    today = clock.legal_day(clock.now())
    typed = {"since": today.replace(day=1).isoformat(), "until": today.isoformat()} | period
    answer = client.post(f"{url}start/", typed)
    assert answer.status_code == 302, answer.content.decode()
    return target_of(answer)


def target_of(answer: Any) -> str:
    return str(answer["Location"])


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_form_is_shown_as_a_grid_with_what_was_found(preparer: Client) -> None:
    answer = preparer.get(form_url(preparer))
    page = answer.content.decode()
    assert 'colspan="3"' in page
    assert "公式 3 个，原样保留" in page
    assert answer.context["grid"]["rows"][1]["cells"][0]["text"] == "项目"


def test_what_cannot_be_taken_is_said_at_the_file_and_the_words_stay(preparer: Client) -> None:
    answer = upload(preparer, repacked(form(), add={"xl/vbaProject.bin": b"x"}))
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "带宏" in page
    assert 'value="线索月报"' in page


def test_cell_chosen_is_filled_with_a_figure_and_says_so(preparer: Client) -> None:
    url = form_url(preparer)
    answer = mapped(preparer, url, "B3", "leads", area="eco_resources", span="year")
    assert answer.status_code == 302
    page = text_of(preparer.get(target_of(answer).split("#")[0]))
    assert "登记线索数" in page
    assert "本年累计，领域：" in page


def test_formula_is_not_mapped_and_the_page_says_why(preparer: Client) -> None:
    url = form_url(preparer)
    answer = mapped(preparer, url, "B6", "leads")
    assert answer.status_code == 400
    assert "B6 是公式" in text_of(answer)


def test_filter_a_figure_cannot_take_is_refused_and_stays_chosen(preparer: Client) -> None:
    answer = mapped(preparer, form_url(preparer), "B3", "letters_sent", area="eco_resources")
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "不能按所选的条件筛选" in page
    assert '<option value="letters_sent" selected>' in page


def test_a_return_shows_figures_with_meaning_and_list(preparer: Client) -> None:
    url = started(preparer)
    answer = preparer.get(url, {"sheet": SHEET, "cell": "B3"})
    assert answer.context["chosen"]["value"].words == "2"
    page = answer.content.decode()
    assert "口径：统计期内登记的线索" in page
    listed = answer.context["chosen"]["lists"][0]["url"]
    assert preparer.get(listed).context["count"] == 2


def test_a_rate_opens_both_lists_and_prints_both_counts(preparer: Client) -> None:
    answer = preparer.get(started(preparer), {"sheet": SHEET, "cell": "C7"})
    lists = answer.context["chosen"]["lists"]
    assert [one["label"] for one in lists] == ["有效线索数", "评估办结线索数"]
    counts = [preparer.get(one["url"]).context["count"] for one in lists]
    assert counts == [0, 1]
    assert "0 ÷ 1" in text_of(answer)


def test_sum_of_the_form_is_shown_before_anybody_opens_the_file(preparer: Client) -> None:
    answer = preparer.get(started(preparer))
    cells = {
        one["cell"]: one["text"] for row in answer.context["grid"]["rows"] for one in row["cells"]
    }
    assert (cells["B3"], cells["B5"], cells["B6"]) == ("2", "1", "3")
    assert cells["A1"] == "ceshi人民检察院"


def test_adjustment_without_a_reason_is_refused_and_the_value_stays(preparer: Client) -> None:
    url = started(preparer)
    typed = {"act": "adjust", "sheet": SHEET, "cell": "B3", "words": "5", "reason": ""}
    answer = preparer.post(f"{url}cell/", typed)
    assert answer.status_code == 400
    assert 'value="5"' in answer.content.decode()


def test_adjustment_is_marked_with_its_reason_and_what_was_counted(preparer: Client) -> None:
    url = started(preparer)
    typed = {"act": "adjust", "sheet": SHEET, "cell": "B3", "words": "5", "reason": "补报 3 件"}
    answer = preparer.post(f"{url}cell/", typed)
    page = text_of(preparer.get(target_of(answer).split("#")[0]))
    assert "手工调整，取数为 2。理由：补报 3 件" in page
    preparer.post(f"{url}cell/", {"act": "undo", "sheet": SHEET, "cell": "B3"})
    assert "手工调整，取数为" not in text_of(preparer.get(url, {"sheet": SHEET, "cell": "B3"}))


def test_who_prepared_does_not_lock(preparer: Client) -> None:
    url = started(preparer)
    preparer.post(f"{url}submit/")
    answer = preparer.post(f"{url}lock/")
    assert answer.status_code == 400
    assert "填报人和审核人不能是同一个人" in text_of(answer)


def test_another_locks_and_the_file_is_the_same_each_time(preparer: Client) -> None:
    url = started(preparer)
    preparer.post(f"{url}submit/")
    other = Client()
    sign_in_to_desk(other, "ag02")
    assert other.post(f"{url}lock/").status_code == 302
    first, second = (preparer.post(f"{url}file/").content for _ in range(2))
    assert first == second
    sheet = load_workbook(BytesIO(first))[SHEET]
    assert (sheet["B3"].value, sheet["B6"].value) == (2, "=SUM(B3:B5)")


def test_checker_sends_back_with_a_reason(preparer: Client) -> None:
    url = started(preparer)
    preparer.post(f"{url}submit/")
    other = Client()
    sign_in_to_desk(other, "ag02")
    assert other.post(f"{url}back/", {"reason": ""}).status_code == 400
    other.post(f"{url}back/", {"reason": "请核对有效线索"})
    assert "审核人退回：请核对有效线索" in text_of(preparer.get(url))


def test_difference_to_the_last_locked_version_on_screen_and_as_a_spreadsheet(
    preparer: Client, office: Any
) -> None:
    url = started(preparer, since="2020-01-01", until="2020-01-31")
    preparer.post(f"{url}submit/")
    other = Client()
    sign_in_to_desk(other, "ag02")
    other.post(f"{url}lock/")
    with tenant_scope(office.id):
        form_id = ReturnForm.objects.get().id
    today = clock.legal_day(clock.now())
    period = {"since": today.replace(day=1).isoformat(), "until": today.isoformat()}
    again = target_of(preparer.post(f"{LIST}forms/{form_id}/start/", period))
    answer = preparer.get(f"{again}difference/")
    rows = {row.cell: (row.old, row.new, row.change) for row in answer.context["rows"]}
    assert rows[f"{SHEET}!B3"] == ("0", "2", "+2")
    copy: Any = preparer.post(f"{again}difference/")
    sheet = load_workbook(BytesIO(b"".join(copy.streaming_content))).worksheets[0]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any("增 2" in row for row in values)


def test_period_already_begun_is_not_begun_twice(preparer: Client, office: Any) -> None:
    url = started(preparer)
    with tenant_scope(office.id):
        found = UpwardReturn.objects.get()
    typed = {"since": found.since.isoformat(), "until": found.until.isoformat()}
    answer = preparer.post(f"{LIST}forms/{found.form_id}/start/", typed)
    assert answer.status_code == 400
    assert "已经有一次填报没有完成" in text_of(answer)
    assert preparer.post(f"{url}abandon/").status_code == 302
    assert preparer.post(f"{LIST}forms/{found.form_id}/start/", typed).status_code == 302


def test_correction_needs_a_reason_and_leaves_the_first_as_it_was(
    preparer: Client, office: Any
) -> None:
    url = started(preparer)
    preparer.post(f"{url}submit/")
    other = Client()
    sign_in_to_desk(other, "ag02")
    other.post(f"{url}lock/")
    with tenant_scope(office.id):
        found = UpwardReturn.objects.get()
        before = bytes(LockedReturn.objects.get().sha256)
    typed = {"since": found.since.isoformat(), "until": found.until.isoformat()}
    start = f"{LIST}forms/{found.form_id}/start/"
    assert preparer.post(start, typed).status_code == 400
    answer = preparer.post(start, typed | {"reason": "漏报一件"})
    assert "更正第 1 次" in text_of(preparer.get(target_of(answer)))
    with tenant_scope(office.id):
        assert bytes(LockedReturn.objects.get().sha256) == before


def test_renewed_form_keeps_what_still_fits_and_says_what_does_not(preparer: Client) -> None:
    url = form_url(preparer)
    mapped(preparer, url, "B3", "leads")
    mapped(preparer, url, "B5", "leads_untrue")
    preparer.post(f"{url}publish/")

    def change(book: Any) -> None:
        book.active["B5"] = "=B3-B4"

    file = SimpleUploadedFile("新.xlsx", form(change))
    page = text_of(preparer.post(f"{url}renew/", {"file": file}, follow=True))
    assert "有 1 格原来的对应放不进新表样" in page
    assert "已对应 1 格" in page


def test_figures_page_shows_every_figure_with_its_list(preparer: Client) -> None:
    answer = preparer.get(f"{LIST}figures/")
    rows = {row["name"]: row for group in answer.context["groups"] for row in group["rows"]}
    assert len(rows) == 61
    assert rows["登记线索数"]["words"] == "2"
    assert rows["线索成案率（评估办结）"]["words"] == "0.00%"
    assert rows["回复率"]["words"] == "—"
    for row in rows.values():
        for part in row["parts"]:
            assert preparer.get(part["url"]).context["count"] == part["count"]


def test_figures_page_says_a_period_that_ends_before_it_begins(preparer: Client) -> None:
    wrong = {"since": "2026-05-01", "until": "2026-04-01"}
    assert preparer.get(f"{LIST}figures/", wrong).status_code == 400


def test_list_shows_forms_and_returns(preparer: Client) -> None:
    started(preparer)
    page = text_of(preparer.get(LIST))
    assert "线索月报" in page
    assert "填报中" in page


def test_form_put_aside_is_not_filled(preparer: Client) -> None:
    url = form_url(preparer)
    preparer.post(f"{url}aside/", {"act": "put_aside"})
    assert "已停用" in text_of(preparer.get(url))
    assert mapped(preparer, url, "B3", "leads").status_code == 400
    preparer.post(f"{url}aside/", {"act": "resume"})
    assert mapped(preparer, url, "B3", "leads").status_code == 302


def test_superior_file_comes_back_as_it_was(preparer: Client) -> None:
    source = form()
    url = target_of(upload(preparer, source))
    assert preparer.get(f"{url}file/").content == source


def test_a_petition_officer_prepares_nothing(client: Client, office: Any) -> None:
    person = make_person(office, "控申01", "ks01", ("petition_officer",), secret=SECRET)
    sign_in_to_desk(client, person.login)
    for path in ("", "figures/", "forms/new/"):
        assert client.get(f"{LIST}{path}").status_code == 403


def test_an_assistant_prepares_but_does_not_lock(client: Client, office: Any) -> None:
    person = make_person(office, "检察官助理09", "zl09", ("assistant",), secret=SECRET)
    sign_in_to_desk(client, person.login)
    url = started(client)
    client.post(f"{url}submit/")
    assert client.post(f"{url}back/", {"reason": "退回"}).status_code == 403
