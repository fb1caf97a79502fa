"""The rows of a paste: shown, edited, saved, each by itself; the files seen by their writer only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.intake.paste import chat, pictures
from tests.web.desk.staff import Desk
from xiezhi.accounts.models import Town
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import EntryDraft, Report
from xiezhi.intake.selectors.drafts import DraftDetail, get_draft_detail
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.models import Lead

YESTERDAY = legal_day(clock.now()) - timedelta(days=1)
CHAT = chat(YESTERDAY)
FRAGMENT = {"hx-request": "true"}


@dataclass
class Pasted:
    """A draft and the browser of whoever pasted it."""

    desk: Desk
    client: Client
    draft_id: UUID

    @property
    def url(self) -> str:
        return f"/desk/quick/drafts/{self.draft_id}/"

    def detail(self) -> DraftDetail:
        with tenant_scope(self.desk.procuratorate.id):
            return get_draft_detail(self.desk.inside.handler, self.draft_id)

    def fields(self) -> dict[str, Any]:
        """The form as the page shows it."""
        values: dict[str, Any] = {}
        for line in self.client.get(self.url).context["lines"]:
            for bound in line.form:
                value = bound.value()
                if value not in {None, "", False} if not isinstance(value, list) else value:
                    values[bound.html_name] = _as_typed(value)
        return values

    def press(
        self, do: str, changes: dict[str, Any] | None = None, *, fragment: bool = False
    ) -> Any:
        headers = FRAGMENT if fragment else {}
        typed = self.fields() | (changes or {}) | {"do": do}
        return self.client.post(self.url, typed, headers=headers)

    def name(self, place: int, field: str) -> str:
        return f"r{self.detail().rows[place].id.hex}-{field}"


def _as_typed(value: Any) -> Any:
    return value.strftime("%Y-%m-%dT%H:%M") if isinstance(value, datetime) else value


def uploads() -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(one.name, one.data) for one in pictures(YESTERDAY)]


@pytest.fixture
def pasted(desk: Desk) -> Pasted:
    with tenant_scope(desk.procuratorate.id):
        Town.objects.create(name="白泥井镇", position=0)
    client = desk.client(desk.inside.handler)
    answer = client.post("/desk/quick/", {"text": CHAT, "files": uploads()})
    assert answer.status_code == 302
    return Pasted(desk, client, UUID(answer.headers["Location"].split("/")[-2]))


def reports(desk: Desk) -> list[Report]:
    with tenant_scope(desk.procuratorate.id):
        return list(Report.objects.order_by("seen_at"))


def test_paste_shows_its_rows_with_sources_doubts_and_pictures(pasted: Pasted) -> None:
    text = pasted.client.get(pasted.url).content.decode()
    assert text.count('class="card quick-row"') == 3
    assert "群内不谈案情" in text
    assert "群昵称" in text
    assert "消息时间" in text
    assert "不认得这个群昵称" in text
    assert "未列入的内容 3 处" in text
    assert text.count("/thumbnail/") == 5


def test_edit_is_kept_and_the_page_says_nothing(pasted: Pasted) -> None:
    words = pasted.name(0, "words")
    answer = pasted.press("keep", {words: "水鹤坏了，一直冒水"}, fragment=True)
    assert answer.status_code == 204
    assert pasted.detail().rows[0].row.words == "水鹤坏了，一直冒水"


def test_time_left_alone_keeps_its_source_and_changed_is_by_hand(pasted: Pasted) -> None:
    pasted.press("keep")
    assert pasted.detail().rows[0].row.seen_at_source == "message"
    pasted.press("keep", {pasted.name(0, "seen_at"): f"{YESTERDAY}T08:30"})
    assert pasted.detail().rows[0].row.seen_at_source == "manual"


def test_saving_all_leads_back_with_codes_and_the_ready_answer(pasted: Pasted) -> None:
    answer = pasted.press("save")
    assert answer.headers["Location"] == "/desk/quick/"
    codes = {report.code for report in reports(pasted.desk)}
    page = pasted.client.get("/desk/quick/").content.decode()
    assert "收到3条，编号" in page
    assert all(code in page for code in codes)
    assert "没有未完成的登记" in page


def test_three_rows_go_three_ways(pasted: Pasted) -> None:
    pasted.press(
        "save",
        {
            pasted.name(0, "treatment"): "lead",
            pasted.name(1, "treatment"): "keep",
            pasted.name(2, "treatment"): "not_lead",
            pasted.name(2, "not_lead_reason"): "already_mended",
        },
    )
    assert [report.pool_state for report in reports(pasted.desk)] == ["lead", "kept", "not_lead"]


def test_refused_row_says_why_and_keeps_what_was_typed(pasted: Pasted) -> None:
    name = pasted.name(1, "treatment")
    answer = pasted.press("save", {name: "not_lead"}, fragment=True)
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "<html" not in text
    assert "不作线索须选理由" in text
    assert text.count('class="card quick-row') == 1
    assert "已进入信息池 2 条" in text
    assert len(reports(pasted.desk)) == 2


def test_day_that_cannot_be_read_stays_beside_its_field(pasted: Pasted) -> None:
    tomorrow = (pasted.desk.now + timedelta(days=2)).date().isoformat()
    answer = pasted.press("chosen", {pasted.name(0, "received_on"): tomorrow})
    assert "还没有选中" in answer.content.decode()
    assert "收到日期不能晚于今天" in answer.content.decode()
    assert tomorrow in answer.content.decode()


def test_chosen_rows_are_saved_alone(pasted: Pasted) -> None:
    chosen = str(pasted.detail().rows[1].id)
    pasted.press("chosen", {"chosen": [chosen]})
    assert len(reports(pasted.desk)) == 1
    assert len(pasted.detail().rows) == 2


def test_row_saved_and_assessed_opens_its_assessment(pasted: Pasted) -> None:
    row = pasted.detail().rows[0].id
    answer = pasted.press(f"assess:{row}", fragment=True)
    with tenant_scope(pasted.desk.procuratorate.id):
        lead = Lead.objects.get()
    assert answer.headers["HX-Redirect"] == f"/desk/leads/{lead.id}/assess/"
    assert len(pasted.detail().rows) == 2


def test_rows_are_split_and_merged_by_button(pasted: Pasted) -> None:
    row = pasted.detail().rows[1]
    at = row.row.words.index("天刚亮")
    split = pasted.press(f"split:{row.id}", {"caret": str(at)}, fragment=True)
    assert split.content.decode().count('class="card quick-row"') == 4
    lower = pasted.detail().rows[2]
    assert lower.row.words.startswith("天刚亮")
    merged = pasted.press(f"merge:{lower.id}", fragment=True)
    assert merged.content.decode().count('class="card quick-row"') == 3


def test_picture_is_moved_by_its_own_choice(pasted: Pasted) -> None:
    detail = pasted.detail()
    file, target = detail.rows[0].files[0], detail.rows[1].id
    pasted.press("show", {f"f{file.id.hex}": target.hex})
    assert [len(one.files) for one in pasted.detail().rows] == [1, 2, 2]


def test_suspected_duplicate_is_linked_and_joins_its_lead(pasted: Pasted) -> None:
    from xiezhi.intake.models import ReportBand  # noqa: PLC0415
    from xiezhi.language.duplicates import band_keys  # noqa: PLC0415

    words = pasted.detail().rows[0].row.words
    lead = pasted.desk.lead(words=words)
    with tenant_scope(pasted.desk.procuratorate.id):
        other = Report.objects.get(words=words)
        ReportBand.objects.bulk_create(
            ReportBand(report=other, band=band) for band in band_keys(words)
        )
    text = pasted.client.get(pasted.url).content.decode()
    assert "疑似重复" in text
    assert f"/desk/pool/{other.id}/" in text
    row = pasted.detail().rows[0].id
    pasted.press(f"join:{row}:{lead.id}")
    pasted.press("save")
    joined = [report for report in reports(pasted.desk) if report.words == words]
    assert [report.pool_state for report in joined] == ["lead", "lead"]


def test_more_is_pasted_into_the_same_draft(pasted: Pasted) -> None:
    answer = pasted.client.post(
        f"{pasted.url}add/",
        {"text": f"村民 {YESTERDAY:%Y/%m/%d} 19:00\n树林召镇东街路灯不亮三天了"},
    )
    assert answer.headers["Location"] == pasted.url
    assert len(pasted.detail().rows) == 4


def test_script_is_told_where_the_draft_is(desk: Desk) -> None:
    client = desk.client(desk.inside.handler)
    answer = client.post(
        "/desk/quick/", {"text": CHAT}, headers={"accept": "application/json"}
    ).json()
    assert answer["add"] == f"{answer['url']}add/"
    empty = client.post("/desk/quick/", {"text": " "}, headers={"accept": "application/json"})
    assert empty.status_code == 400
    assert "没有粘贴任何内容" in empty.json()["problems"][0]


def test_refused_paste_keeps_its_words(desk: Desk) -> None:
    client = desk.client(desk.inside.handler)
    program = SimpleUploadedFile("照片.jpg", b"MZ\x90\x00" + bytes(300))
    answer = client.post("/desk/quick/", {"text": "", "files": program, "channel": "visit"})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "照片.jpg：" in text
    assert '<option value="visit" selected>' in text


def test_draft_of_another_does_not_exist(pasted: Pasted) -> None:
    from xiezhi.accounts.rules.roles import Role  # noqa: PLC0415

    stranger = pasted.desk.client(pasted.desk.hire("检察官助理08", Role.ASSISTANT))
    file = pasted.detail().rows[0].files[0].id
    assert stranger.get(pasted.url).status_code == 404
    assert stranger.post(pasted.url, {"do": "save"}).status_code == 404
    assert stranger.get(f"{pasted.url}files/{file}/thumbnail/").status_code == 404
    assert stranger.post(f"{pasted.url}discard/").status_code == 404
    assert (
        f"/desk/quick/drafts/{pasted.draft_id}" not in stranger.get("/desk/quick/").content.decode()
    )


def test_file_is_sent_to_its_writer_and_kept_by_no_browser(pasted: Pasted) -> None:
    file = pasted.detail().rows[0].files[0].id
    answer = pasted.client.get(f"{pasted.url}files/{file}/thumbnail/")
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert "no-store" in answer.headers["Cache-Control"]
    assert pasted.client.get(f"{pasted.url}files/{file}/nothing/").status_code == 404


def test_discarded_draft_is_gone(pasted: Pasted) -> None:
    pasted.client.post(f"{pasted.url}discard/")
    with tenant_scope(pasted.desk.procuratorate.id):
        assert EntryDraft.objects.count() == 0
    assert pasted.client.get(pasted.url).status_code == 404


def test_page_asks_no_more_for_more_rows(
    pasted: Pasted, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(34):
        pasted.client.get(pasted.url)


def test_more_files_than_one_request_may_bring_are_refused_in_words(desk: Desk) -> None:
    files = [SimpleUploadedFile(f"{n}.jpg", b"\xff\xd8\xff") for n in range(31)]
    client = desk.client(desk.inside.handler)
    answer = client.post("/desk/quick/", {"text": "路灯坏了", "files": files})
    assert answer.status_code == 400
    assert "一次最多提交 30 个文件" in answer.content.decode()


def test_row_without_a_day_begins_with_today_as_received(desk: Desk) -> None:
    client = desk.client(desk.inside.handler)
    answer = client.post("/desk/quick/", {"text": "路口井盖丢了"})
    (line,) = client.get(answer.headers["Location"]).context["lines"]
    assert line.form["received_on"].value() == legal_day(desk.now)


def test_clerk_who_assesses_nothing_is_told_that_the_row_becomes_a_lead(desk: Desk) -> None:
    for acting, label in (
        (desk.inside.handler, "保存并评估"),
        (desk.inside.clerk, "保存并登记线索"),
    ):
        client = desk.client(acting)
        answer = client.post("/desk/quick/", {"text": "路口井盖丢了"})
        page = client.get(answer.headers["Location"]).content.decode()
        assert f">{label}</button>" in page
