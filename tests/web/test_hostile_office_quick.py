"""快速登记 takes what people really paste, and refuses the rest in words; nothing typed is lost."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.evidence.hostile import BAD_NAMES, HostileFile, hostile_files
from tests.evidence.papers import pdf
from tests.evidence.pictures import encode, jpeg, quarters
from tests.web.desk.staff import Desk
from xiezhi.accounts.rules.roles import Role
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import EntryDraft, EntryDraftFile, Report
from xiezhi.intake.selectors.drafts import DraftDetail, get_draft_detail
from xiezhi.kernel.clock import legal_day
from xiezhi.language.pasting import MAX_BYTES

HOME = "/desk/quick/"
HAN = "水鹤坏了没人修，一直漏水"
TEXTS = {
    "emoji family": f"{HAN}👨‍👩‍👧‍👦🇨🇳",
    "four-byte Han": f"{HAN}𠮷㐂𪚥",
    "bidi override": f"{HAN}\u202egpj.exe",
    "nul": f"{HAN}\x00{HAN}",
    "controls": f"{HAN}\x01\x1b[31m",
    "formula": f"=cmd|' /C calc'!A0 {HAN}",
    "script": f"<script>alert(1)</script>{HAN}",
    "template": "{{7*7}}{% debug %}" + HAN,
    "combining marks": HAN + "\u0301" * 5_000,
    "one line of 300,000 signs": "水" * 300_000,
    "only line ends": "\r\n" * 3000 + HAN,
    "a time nobody has": f"网格员 0000/13/32 99:99\n{HAN}",
    "year 9999": f"网格员 9999/12/31 23:59\n{HAN}",
    "a number without end": f"{HAN} {'9' * 5000} 号",
    "position off the globe": f"{HAN} 999.999999,999.999999",
}


@pytest.fixture
def desk(office: Any) -> Any:
    from tests.web.desk.staff import make_desk  # noqa: PLC0415  # models need Django's setup

    return make_desk(office)


def paste(desk: Desk, text: str = "", **more: Any) -> Any:
    return desk.client(desk.inside.handler).post(HOME, {"text": text} | more)


def detail(desk: Desk, answer: Any) -> DraftDetail:
    assert answer.status_code == 302, answer.content.decode()[:3000]
    with tenant_scope(desk.procuratorate.id):
        return get_draft_detail(desk.inside.handler, UUID(answer["Location"].split("/")[-2]))


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def counts(desk: Desk) -> tuple[int, int]:
    with tenant_scope(desk.procuratorate.id):
        return EntryDraft.objects.count(), Report.objects.count()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_hostile_paste_becomes_rows_or_stays_on_the_page(desk: Desk, text: str) -> None:
    client = desk.client(desk.inside.handler)
    answer = client.post(HOME, {"text": text})
    if answer.status_code == 302:
        page = client.get(answer["Location"]).content.decode()
        assert "<script>alert" not in page
        assert "\u202e" not in page
        assert ("{{7*7}}" in text) == ("{{7*7}}" in page)
    else:
        assert answer.status_code == 400
        assert answer.context["problems"]
        assert counts(desk) == (0, 0)


def test_five_thousand_pasted_lines_are_rows_and_a_rest(desk: Desk) -> None:
    day = legal_day(desk.now) - timedelta(days=1)
    lines = [
        f"网格员{number % 40:02} {day.year}/{day.month}/{day.day} 09:{number % 60:02}\n"
        f"第{number}处井盖没了，在{number}号楼前面"
        for number in range(2500)
    ]
    found = detail(desk, paste(desk, "\n".join(lines)))
    said = "\n".join([one.row.words for one in found.rows] + [found.body.rest])
    assert "第0处井盖" in said
    assert "第2499处井盖" in said
    assert found.body.rest


def test_paste_beyond_all_limits_stays_in_its_box(desk: Desk) -> None:
    text = f"{HAN}开头" + "水鹤坏了\n" * 120_000
    answer = paste(desk, text, channel="visit")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "400000" in page.replace(",", "") or "40 万" in page or "40万" in page
    assert f"{HAN}开头" in page
    assert '<option value="visit" selected>' in page
    assert counts(desk) == (0, 0)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("某嘎查水鹤坏了，漏水三天没人修𠮷".encode("gb18030"), id="GB18030"),
        pytest.param("某嘎查水鹤坏了，漏水三天没人修".encode("utf-16"), id="UTF-16"),
        pytest.param("\ufeff某嘎查水鹤坏了，漏水三天没人修".encode(), id="with a mark"),
    ],
)
def test_text_file_is_read_in_the_encoding_it_has(desk: Desk, data: bytes) -> None:
    found = detail(desk, paste(desk, files=upload("群消息.txt", data)))
    assert "水鹤坏了，漏水三天没人修" in found.rows[0].row.words


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        pytest.param("a.txt", b"", "空", id="empty"),
        pytest.param("a.txt", b"\x00\x01\x02" * 200, "不是文字", id="not text"),
        pytest.param("a.txt", b"PK\x03\x04" + b"\0" * 100, "不是文字", id="archive called txt"),
        pytest.param("a.txt", b"a" * (MAX_BYTES + 1), "超过 2 兆", id="too large"),
        pytest.param("a.xlsx", b"PK\x03\x04" + b"\0" * 100, "没有收", id="workbook"),
        pytest.param("a.jpg", b"MZ\x90\0" + b"\0" * 100, "照片", id="program"),
        pytest.param("a.eml", b"\0" * 5000, "邮件", id="hollow mail"),
        pytest.param("a.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 90, "没有收", id="film"),
    ],
)
def test_file_that_cannot_be_taken_is_named_and_the_words_stay(
    desk: Desk, name: str, data: bytes, words: str
) -> None:
    answer = paste(desk, files=upload(name, data), channel="letter")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert f"{name}：" in page
    assert words in page
    assert '<option value="letter" selected>' in page
    assert counts(desk) == (0, 0)


def test_good_files_are_taken_beside_bad_ones(desk: Desk) -> None:
    files = [upload("好.jpg", jpeg()), upload("坏.jpg", b"MZ" + b"\0" * 400)]
    client = desk.client(desk.inside.handler)
    answer = client.post(HOME, {"text": HAN, "files": files}, follow=True)
    page = answer.content.decode()
    assert "坏.jpg：" in page
    assert HAN in page
    with tenant_scope(desk.procuratorate.id):
        assert EntryDraftFile.objects.count() == 1


HOSTILE = [
    file
    for file in hostile_files()
    if file.kind is MediaKind.PAPER or file.name in {"bomb-text.png", "half.jpg", "macro.jpg"}
]


@pytest.mark.parametrize("file", HOSTILE, ids=lambda file: file.name)
def test_hostile_file_is_refused_by_name_or_taken(desk: Desk, file: HostileFile) -> None:
    answer = paste(desk, files=upload(file.name, file.data))
    if answer.status_code == 302:
        assert detail(desk, answer).rows or detail(desk, answer).loose
        assert not file.expected_code
    else:
        assert answer.status_code == 400
        assert f"{file.name}：" in answer.content.decode()
        assert counts(desk) == (0, 0)


@pytest.mark.parametrize("name", BAD_NAMES, ids=range(len(BAD_NAMES)))
def test_bad_file_name_is_made_harmless(desk: Desk, name: str) -> None:
    client = desk.client(desk.inside.handler)
    answer = client.post(HOME, {"text": HAN, "files": upload(name or "a", jpeg())})
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "<img src=x" not in page
    assert "\u202e" not in page


def test_mail_with_several_photos_is_larger_than_a_text_and_is_taken(desk: Desk) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "水鹤坏了", "reporter@example.test"
    mail.set_content(f"{HAN}，照片附后。")
    for number in range(4):
        data = encode(quarters(300, 200), "JPEG") + bytes(1_700_000) + bytes([number])
        mail.add_attachment(data, maintype="image", subtype="jpeg", filename=f"现场{number}.jpg")
    sent = bytes(mail)
    assert len(sent) > 8 << 20
    found = detail(desk, paste(desk, files=upload("来信.eml", sent)))
    assert HAN in found.rows[0].row.words
    with tenant_scope(desk.procuratorate.id):
        assert EntryDraftFile.objects.count() == 4


def test_words_of_the_office_itself_are_no_report(desk: Desk) -> None:
    desk.hire("值班室03", Role.CLERK)
    day = legal_day(desk.now) - timedelta(days=1)
    stamp = f"{day.year}/{day.month}/{day.day}"
    text = f"老赵头 {stamp} 09:02\n{HAN}\n值班室03 {stamp} 09:05\n请拍一张现场照片，说清楚在哪里"
    found = detail(desk, paste(desk, text))
    assert [one.row.words for one in found.rows] == [HAN]
    assert [one.text for one in found.body.left_out if one.reason == "office"]


def single(desk: Desk, channel: str = "telephone", **fields: Any) -> Any:
    typed = {"submission_key": str(uuid4()), "words": HAN, "place_words": "某嘎查北200米"}
    return desk.client(desk.inside.handler).post(f"{HOME}form/{channel}/", typed | fields)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("submission_key", "1", id="key that is no uuid"),
        pytest.param("submission_key", "", id="no key"),
        pytest.param("received_on", "0000-00-00", id="no such day"),
        pytest.param("received_on", "2026-02-29", id="29 February of a common year"),
        pytest.param("received_on", "0001-01-01", id="year one"),
        pytest.param("received_on", "9999-12-31", id="year 9999"),
        pytest.param("seen_at", "0001-01-01T00:00", id="moment of year one"),
        pytest.param("seen_at", "9999-12-31T23:59", id="last moment"),
        pytest.param("seen_at", "NaN", id="no moment"),
        pytest.param("town", "不存在的镇", id="unknown town"),
        pytest.param("topics", "weather", id="unknown topic"),
        pytest.param("member", "网格员9999", id="unknown member"),
        pytest.param("contact_phone", "1" * 5000, id="endless telephone"),
        pytest.param("contact_name", "甲" * 400, id="endless name"),
        pytest.param("village", "村" * 500, id="endless village"),
        pytest.param("words", "水", id="too few words"),
        pytest.param("words", "水" * 60_000, id="too many words"),
    ],
)
def test_single_form_says_what_is_wrong_and_keeps_the_rest(
    desk: Desk, name: str, value: str
) -> None:
    answer = single(desk, **{name: value})
    assert answer.status_code == 400
    form = answer.context["form"]
    assert form.errors
    page = answer.content.decode()
    assert "某嘎查北200米" in page
    assert HAN in page or name == "words"
    assert value[:100] in page or name in {"town", "topics", "submission_key"}
    assert counts(desk)[1] == 0


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_single_form_takes_hostile_words_clean_or_refuses_them(desk: Desk, text: str) -> None:
    answer = single(desk, words=text)
    assert answer.status_code in {302, 400}
    with tenant_scope(desk.procuratorate.id):
        for report in Report.objects.all():
            assert "\x00" not in report.words
            assert "\u202e" not in report.words


def test_number_of_a_work_order_may_hold_any_signs(desk: Desk) -> None:
    for number in ("ＤＬ２０２６１１２４", "〔2026〕12号", "=1+1", "𠮷" * 60):
        answer = single(desk, "hotline_12345", external_number=number)
        assert answer.status_code == 302, answer.context["form"].errors
    answer = single(desk, "hotline_12345", external_number="ＤＬ２０２６１１２４")
    assert answer.status_code == 400
    assert "已经登记过" in answer.content.decode()


def test_scan_that_is_none_is_refused_and_the_words_wait(desk: Desk) -> None:
    for name, data in (("来信.pdf", b"MZ\x90\0" + b"\0" * 90), ("空.pdf", b"")):
        answer = single(desk, "letter", scans=upload(name, data))
        page = answer.content.decode()
        assert answer.status_code == 400
        assert f"{name}：" in page
        assert HAN in page


def test_buttons_with_rubbish_do_nothing(desk: Desk) -> None:
    client = desk.client(desk.inside.handler)
    url = client.post(HOME, {"text": HAN})["Location"]
    foreign, number = uuid4(), "9" * 5000
    for do in (
        "split:1", f"split:{foreign}", f"row:{foreign}", f"assess:{foreign}", f"back:{number}",
        f"join:{foreign}:x", "chosen", f"merge:{foreign}", f"number:{foreign}", "rest", "nothing",
    ):  # fmt: skip
        answer = client.post(url, {"do": do, "caret": number, "chosen": [number, str(foreign)]})
        assert answer.status_code in {200, 302, 400, 404}, do
    assert HAN in client.get(url).content.decode()
    assert counts(desk) == (1, 0)


def test_draft_of_another_is_not_found_and_not_added_to(desk: Desk) -> None:
    url = paste(desk, HAN)["Location"]
    other = desk.client(desk.hire("书记员77", Role.CLERK))
    assert other.get(url).status_code == 404
    assert other.post(f"{url}add/", {"text": HAN}).status_code == 404
    assert other.post(url, {"do": "save"}).status_code == 404
    typed = {"submission_key": str(uuid4()), "words": "水", "draft": url.split("/")[-2]}
    scan = {"scans": upload("来信.pdf", pdf())}
    page = other.post(f"{HOME}form/letter/", typed | scan).content.decode()
    assert HAN not in page
    with tenant_scope(desk.procuratorate.id):
        assert EntryDraft.objects.count() == 2


def test_form_whose_draft_was_discarded_elsewhere_keeps_its_words_and_can_be_saved(
    desk: Desk,
) -> None:
    scan = {"scans": upload("来信.pdf", pdf())}
    first = single(desk, "letter", words="水", received_on="x", **scan)
    draft = first.context["form"]["draft"].value()
    desk.client(desk.inside.handler).post(f"{HOME}drafts/{draft}/discard/")
    again = single(desk, "letter", draft=draft)
    assert again.status_code == 400
    assert "先前放进来的文件已不在" in again.content.decode()
    assert HAN in again.content.decode()
    assert again.context["form"]["draft"].value() == ""
    more = single(desk, "letter", draft=draft, scans=upload("来信.pdf", pdf()))
    waiting = more.context["form"]["draft"].value()
    assert waiting not in {"", draft}
    assert single(desk, "letter", draft=waiting).status_code == 302
    assert counts(desk) == (0, 1)
