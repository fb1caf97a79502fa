"""代录回复: what came on paper, with the rows of measures a unit has in the portal."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.leads.letters import sent
from tests.web.desk.staff import Desk, slip
from tests.web.outside import jpeg
from xiezhi.infra.tenant import tenant_scope
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.letters.models import Letter, LetterReply, LetterReplyFile


def sent_letter(desk: Desk) -> tuple[Lead, Letter]:
    with tenant_scope(desk.procuratorate.id):
        return sent(desk.inside)


def paper_reply(**changes: Any) -> dict[str, Any]:
    """A reply on paper, with the rows of measures a unit has in the portal."""
    return {
        "conclusion": "mended",
        "words": "已清运完毕",
        "measures-TOTAL_FORMS": "2",
        "measures-INITIAL_FORMS": "1",
        "measures-0-words": "清运",
        "measures-0-responsible": "河道管理科",
        "measures-0-due": "12 月 20 日前",
        "measures-0-progress": "已清运 30 车",
        "measures-1-words": "设立围挡",
        "reply_number": "达水函〔2026〕18号",
        "dated_on": "2026-11-20",
        "received_on": "2026-11-21",
        "letters": [slip("回复函.pdf")],
    } | changes


def picture(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg(), "image/jpeg")


def test_clerk_enters_a_paper_reply(desk: Desk) -> None:
    lead, letter = sent_letter(desk)
    entered = paper_reply()
    clerk = desk.client(desk.inside.clerk)
    assert clerk.post(f"/desk/letters/{letter.id}/reply/", entered).status_code == 302
    with tenant_scope(desk.procuratorate.id):
        assert LetterReply.objects.get().measures == [
            {
                "words": "清运",
                "responsible": "河道管理科",
                "due": "12 月 20 日前",
                "progress": "已清运 30 车",
            },
            {"words": "设立围挡", "responsible": "", "due": "", "progress": ""},
        ]
    assert desk.fresh(lead).state == LeadState.REPLIED
    for page in (f"/desk/leads/{lead.id}/", f"/desk/letters/{letter.id}/"):
        assert "达水函〔2026〕18号" in clerk.get(page).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"dated_on": ""}, "落款日期", id="another field lacks"),
        pytest.param(
            {"measures-1-words": "", "measures-1-due": "年底"},
            "整改措施第 2 行没有写措施。",
            id="a row without its measure",
        ),
        pytest.param(
            {"measures-1-words": "围" * 301},
            "整改措施第 2 行，措施：最多 300 字，现有 301 字",
            id="a measure too long",
        ),
    ],
)
def test_refused_reply_comes_back_with_its_rows(
    desk: Desk, changes: dict[str, str], said: str
) -> None:
    _, letter = sent_letter(desk)
    clerk = desk.client(desk.inside.clerk)
    answer = clerk.post(f"/desk/letters/{letter.id}/reply/", paper_reply(**changes))
    page = answer.content.decode()
    assert answer.status_code == 400
    for words in (said, "河道管理科", "12 月 20 日前", "已清运 30 车", *changes.values()):
        assert words in page
    with tenant_scope(desk.procuratorate.id):
        assert not LetterReply.objects.exists()


def test_row_is_added_where_no_script_runs(desk: Desk) -> None:
    _, letter = sent_letter(desk)
    clerk = desk.client(desk.inside.clerk)
    url = f"/desk/letters/{letter.id}/reply/"
    answer = clerk.post(url, paper_reply(do="row", dated_on=""))
    form = answer.context["form"]
    assert list(form.errors) == ["__all__"]
    assert [row["words"].value() for row in form.rows] == ["清运", "设立围挡", None]
    assert form["reply_number"].value() == "达水函〔2026〕18号"
    with tenant_scope(desk.procuratorate.id):
        assert not LetterReply.objects.exists()


def test_reply_without_its_paper_is_refused(desk: Desk) -> None:
    lead, letter = sent_letter(desk)
    entered = paper_reply(letters=[])
    answer = desk.client(desk.inside.clerk).post(f"/desk/letters/{letter.id}/reply/", entered)
    assert (answer.status_code, desk.fresh(lead).state) == (400, LeadState.REFERRED)


def test_pictures_before_and_after_are_kept_apart_as_in_the_portal(desk: Desk) -> None:
    _lead, letter = sent_letter(desk)
    clerk = desk.client(desk.inside.clerk)
    page = clerk.get(f"/desk/letters/{letter.id}/reply/").content.decode()
    assert page.index("整改前照片") < page.index("整改后照片")
    entered = paper_reply(
        before=[picture("前一.jpg"), picture("前二.jpg")], after=[picture("后.jpg")]
    )
    assert clerk.post(f"/desk/letters/{letter.id}/reply/", entered).status_code == 302
    with tenant_scope(desk.procuratorate.id):
        files = LetterReplyFile.objects.order_by("position")
        assert list(files.values_list("part", flat=True)) == ["letter", "before", "before", "after"]
    shown = clerk.get(f"/desk/letters/{letter.id}/").content.decode()
    assert shown.count('alt="整改前照片"') == 2
    assert shown.count('alt="整改后照片"') == 1


def test_seventh_picture_of_a_side_is_refused_at_its_field(desk: Desk) -> None:
    _lead, letter = sent_letter(desk)
    entered = paper_reply(before=[picture(f"{place}.jpg") for place in range(7)])
    answer = desk.client(desk.inside.clerk).post(f"/desk/letters/{letter.id}/reply/", entered)
    assert answer.status_code == 400
    with tenant_scope(desk.procuratorate.id):
        assert not LetterReply.objects.exists()


def test_the_day_it_came_is_put_right_at_its_page(desk: Desk) -> None:
    letter, clerk = sent_letter(desk)[1], desk.client(desk.inside.clerk)
    clerk.post(f"/desk/letters/{letter.id}/reply/", paper_reply())
    address = f"/desk/letters/{letter.id}/reply/correct/"
    assert address in clerk.get(f"/desk/letters/{letter.id}/").content.decode()
    right = date(2026, 11, 20)
    entered = {"received_on": right.isoformat(), "reason": "收文章日期看错"}
    told = clerk.post(address, entered, follow=True).content.decode()
    assert "回复的收到日期已更正。" in told
    assert "更正回复收到日期" in told
    with tenant_scope(desk.procuratorate.id):
        assert LetterReply.objects.get().received_on == right
