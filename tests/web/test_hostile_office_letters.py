"""The doors of letters: rubbish typed by a tired clerk or sent by an attacker is said and kept."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import make_office, make_unit
from tests.evidence.hostile import HostileFile, hostile_files
from tests.evidence.papers import pdf
from tests.leads.desk import small_office
from tests.leads.letters import BODY, drafted, sent
from tests.web.desk.staff import Desk, slip
from xiezhi.accounts.rules.roles import Role
from xiezhi.evidence.rules.kinds import ACCEPTED, MediaKind
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.clock import legal_day
from xiezhi.letters.models import ContactNote, Letter, LetterReply

FAR = ("0001-01-01", "9999-12-31", "0000-00-00", "2026-02-29", "１２月", "NaN", "9" * 4000)
TITLES = {
    "emoji": "关于移送👨‍👩‍👧‍👦井盖问题的函",
    "four-byte Han": "关于𠮷祥街井盖问题的函",
    "bidi override": "关于井盖\u202egpj.exe问题的函",
    "formula": "=cmd|' /C calc'!A0",
    "script": "<script>alert(1)</script>函",
    "template": "{{7*7}}{% debug %}函",
    "several lines": "关于井盖\r\nSet-Cookie: a=b\r\n问题的函",
    "nul": "关于井盖\x00问题的函",
    "one megabyte": "函" * 350_000,
    "only spaces": "\u3000 \u3000",
    "zero width": "\u200b\u200d\ufeff",
}
NUMBERS = {
    "square brackets": ("达检函[2026]017号", "达检函〔2026〕17号"),
    "lenticular": ("达检函【2026】17号", "达检函〔2026〕17号"),
    "full width": ("达检函（２０２６）１７号", "达检函〔2026〕17号"),
}


@pytest.fixture
def desk(office: Any) -> Any:
    from tests.web.desk.staff import make_desk  # noqa: PLC0415  # models need Django's setup

    return make_desk(office)


@pytest.fixture
def draft(desk: Desk) -> Letter:
    with tenant_scope(desk.procuratorate.id):
        return drafted(desk.inside, desk.inside.refer())


@pytest.fixture
def letter(desk: Desk) -> Letter:
    with tenant_scope(desk.procuratorate.id):
        return sent(desk.inside)[1]


def fresh(desk: Desk, letter: Letter) -> Letter:
    with tenant_scope(desk.procuratorate.id):
        found: Letter = Letter.objects.get(id=letter.id)
        return found


def dispatch(desk: Desk, **changes: Any) -> dict[str, Any]:
    today = legal_day(desk.now).isoformat()
    return {
        "office_number": "达检函〔2026〕17号",
        "issued_by_label": "检察长",
        "issued_on": today,
        "sealed_on": today,
        "sealed_letter": slip("盖章函件.pdf"),
    } | changes


def register(desk: Desk, letter: Letter, **changes: Any) -> Any:
    client = desk.client(desk.inside.clerk)
    return client.post(f"/desk/letters/{letter.id}/register/", dispatch(desk, **changes))


def said(answer: Any) -> str:
    """The sentences of a refused form."""
    assert answer.status_code in {400, 409, 413}, answer.status_code
    errors = answer.context["form"].errors
    assert errors
    return " ".join(str(words) for found in errors.values() for words in found)


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())
@pytest.mark.parametrize("field", ["title", "body", "copies_to", "contact_words"])
def test_hostile_words_of_a_letter_are_kept_clean_or_refused(
    desk: Desk, field: str, title: str
) -> None:
    with tenant_scope(desk.procuratorate.id):
        lead, unit = desk.inside.refer(), make_unit()
    typed = {"kind": "referral", "unit": unit.id, "title": "线索移送函", "body": BODY}
    client = desk.client(desk.inside.handler)
    answer = client.post(f"/desk/leads/{lead.id}/letters/new/", typed | {field: title})
    with tenant_scope(desk.procuratorate.id):
        made = Letter.objects.first()
    if answer.status_code == 302:
        assert made is not None
        kept = str(getattr(made, field))
        assert not {"\x00", "\u202e", "\r"} & set(kept)
        for page in ("/desk/letters/", f"/desk/letters/{made.id}/"):
            assert "<script>alert" not in client.get(page, {"tab": "draft"}).content.decode()
        client.get(f"/desk/letters/{made.id}/edit/")
    else:
        assert said(answer)
        assert made is None
        assert (BODY if field != "body" else "线索移送函") in answer.content.decode()


@pytest.mark.parametrize(("typed", "kept"), NUMBERS.values(), ids=NUMBERS.keys())
def test_number_in_any_brackets_and_width_is_put_right(
    desk: Desk, draft: Letter, typed: str, kept: str
) -> None:
    assert register(desk, draft, office_number=typed).status_code == 302
    assert fresh(desk, draft).office_number == kept


@pytest.mark.parametrize(
    "number", ["=1+1", "<i>1</i>号", "函" * 400, "\x00", "9" * 60, "𠮷\u202e1号", " "]
)
def test_number_that_is_none_breaks_no_page(desk: Desk, draft: Letter, number: str) -> None:
    answer = register(desk, draft, office_number=number)
    if answer.status_code == 302:
        kept = fresh(desk, draft).office_number
        assert "\u202e" not in kept
        page = desk.client(desk.inside.handler).get(f"/desk/letters/{draft.id}/")
        assert "<i>1</i>" not in page.content.decode()
    else:
        assert said(answer)
        assert fresh(desk, draft).state == "draft"


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize("field", ["issued_on", "sealed_on"])
def test_day_out_of_this_world_is_refused_at_registration(
    desk: Desk, draft: Letter, field: str, day: str
) -> None:
    answer = register(desk, draft, **{field: day})
    assert said(answer)
    assert fresh(desk, draft).state == "draft"
    assert "检察长" in answer.content.decode()


@pytest.mark.parametrize("day", FAR)
def test_day_out_of_this_world_is_refused_at_service(desk: Desk, letter: Letter, day: str) -> None:
    typed = {"way": "direct", "served_on": day, "signed_for_by": "办公室主任01"}
    client = desk.client(desk.inside.clerk)
    answer = client.post(f"/desk/letters/{letter.id}/service/", typed | {"receipt": slip()})
    assert said(answer)
    assert "办公室主任01" in answer.content.decode()
    assert fresh(desk, letter).served_on is None


@pytest.mark.parametrize("day", FAR)
def test_rectification_day_out_of_this_world_breaks_nothing(desk: Desk, day: str) -> None:
    with tenant_scope(desk.procuratorate.id):
        lead, unit = desk.inside.refer(), make_unit()
    client = desk.client(desk.inside.handler)
    typed = {"kind": "referral", "unit": unit.id, "title": "线索移送函", "body": BODY}
    url = f"/desk/leads/{lead.id}/letters/new/"
    answer = client.post(url, typed | {"rectification_due_on": day})
    if answer.status_code == 302:
        for page in (answer["Location"], "/desk/letters/?tab=draft", f"/desk/leads/{lead.id}/"):
            assert client.get(page).status_code == 200
    else:
        assert said(answer)
        assert BODY in answer.content.decode()


REPLY = {
    "conclusion": "mended", "words": "已清运完毕", "measures-0-words": "清运",
    "measures-TOTAL_FORMS": "1", "measures-INITIAL_FORMS": "1",
    "reply_number": "达水函〔2026〕18号", "dated_on": "2026-11-20", "received_on": "2026-11-21",
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("dated_on", day) for day in FAR),
        *(("received_on", day) for day in FAR),
        pytest.param("measures-TOTAL_FORMS", "5000", id="5,000 measures"),
        pytest.param("measures-TOTAL_FORMS", "9" * 5000, id="rows without end"),
        pytest.param("measures-TOTAL_FORMS", "x", id="no number of rows"),
        pytest.param("measures-0-words", "清" * 100_000, id="one endless measure"),
        pytest.param("words", "清" * 350_000, id="endless words"),
        pytest.param("reply_number", "函" * 400, id="endless number"),
        pytest.param("conclusion", "burnt", id="unknown conclusion"),
        pytest.param("conclusion", "", id="no conclusion"),
    ],
)
def test_paper_reply_with_a_wrong_field_is_refused_and_the_rest_stays(
    desk: Desk, letter: Letter, field: str, value: str
) -> None:
    client = desk.client(desk.inside.clerk)
    answer = client.post(
        f"/desk/letters/{letter.id}/reply/", REPLY | {field: value, "letters": [slip("复函.pdf")]}
    )
    assert said(answer)
    page = answer.content.decode()
    assert ("已清运完毕" if field != "words" else "达水函〔2026〕18号") in page
    with tenant_scope(desk.procuratorate.id):
        assert not LetterReply.objects.exists()


@pytest.mark.parametrize(
    "spoken_at", ["0001-01-01T00:00", "9999-12-31T23:59", "x", "2026-02-29T10:00", ""]
)
def test_call_at_no_time_is_refused_with_its_words(
    desk: Desk, letter: Letter, spoken_at: str
) -> None:
    typed = {"kind": "call", "party": "旗水利局", "words": "本周回复", "spoken_at": spoken_at}
    client = desk.client(desk.inside.handler)
    for url in (f"/desk/letters/{letter.id}/note/", f"/desk/leads/{letter.matter_id}/note/"):
        answer = client.post(url, typed)
        assert said(answer)
        assert "本周回复" in answer.content.decode()
    with tenant_scope(desk.procuratorate.id):
        assert not ContactNote.objects.exists()


def scan_of(pages: int) -> bytes:
    """A scan of so many pages, each a picture of 1,200 grey signs as a scanner writes it."""
    kids = b" ".join(f"{4 + 2 * page} 0 R".encode() for page in range(pages))
    body = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    body += b"2 0 obj\n<< /Type /Pages /Kids [" + kids + b"] /Count %d >>\nendobj\n" % pages
    for page in range(pages):
        image = bytes((page + sign) % 251 for sign in range(1200)) * 20
        body += (
            b"%d 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            b" /Resources << /XObject << /I %d 0 R >> >> >>\nendobj\n"
            % (4 + 2 * page, 5 + 2 * page)
        )
        body += (
            b"%d 0 obj\n<< /Type /XObject /Subtype /Image /Width 120 /Height 200"
            b" /ColorSpace /DeviceGray /BitsPerComponent 8 /Length %d >>\nstream\n"
            % (5 + 2 * page, len(image))
        )
        body += image + b"\nendstream\nendobj\n"
    return body + b"trailer\n<< /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def test_scan_of_two_hundred_pages_is_taken_whole(desk: Desk, draft: Letter) -> None:
    scan = scan_of(200)
    paper = SimpleUploadedFile("二百页.pdf", scan, "application/pdf")
    assert register(desk, draft, sealed_letter=paper).status_code == 302
    client = desk.client(desk.inside.handler)
    file_id = fresh(desk, draft).sealed_letter_id
    page = client.get(f"/desk/letters/{draft.id}/").content.decode()
    assert f"/desk/files/{file_id}/original/" in page
    answer = client.get(f"/desk/files/{file_id}/original/")
    body = b"".join(answer) if answer.streaming else answer.content
    assert body == scan


PAPERS = [
    *(file for file in hostile_files() if file.kind is MediaKind.PAPER and file.expected_code),
    HostileFile(name="程序.pdf", data=b"MZ\x90\0" + bytes(900), claimed_type="", expected_code="x"),
    HostileFile(name="空.pdf", data=b"", claimed_type="", expected_code="x"),
    HostileFile(
        name="太大.pdf",
        data=pdf() + bytes(ACCEPTED[MediaKind.PAPER].max_bytes),
        claimed_type="",
        expected_code="x",
    ),
]


@pytest.mark.parametrize("file", PAPERS, ids=lambda file: file.name)
def test_scan_that_is_none_is_said_at_its_field_and_the_rest_stays(
    desk: Desk, draft: Letter, file: HostileFile
) -> None:
    paper = SimpleUploadedFile(file.name, file.data, "application/pdf")
    answer = register(desk, draft, sealed_letter=paper, office_number="达检函〔2026〕99号")
    assert said(answer)
    assert "sealed_letter" in answer.context["form"].errors
    assert "达检函〔2026〕99号" in answer.content.decode()
    assert fresh(desk, draft).state == "draft"


def test_receipt_that_is_none_leaves_the_letter_unserved(desk: Desk, letter: Letter) -> None:
    paper = SimpleUploadedFile("回证.pdf", b"MZ\x90\0" + bytes(90), "application/pdf")
    typed = {
        "way": "direct", "served_on": legal_day(desk.now).isoformat(),
        "signed_for_by": "办公室主任01", "receipt": paper,
    }  # fmt: skip
    client = desk.client(desk.inside.clerk)
    answer = client.post(f"/desk/letters/{letter.id}/service/", typed)
    assert said(answer)
    assert "receipt" in answer.context["form"].errors
    assert fresh(desk, letter).served_on is None


def test_choices_nobody_offered_are_refused(desk: Desk, letter: Letter) -> None:
    clerk = desk.client(desk.inside.clerk)
    today = legal_day(desk.now).isoformat()
    typed = {"served_on": today, "signed_for_by": "办公室主任01"}
    for way in ("pigeon", "electronic", "", "direct\x00"):
        url = f"/desk/letters/{letter.id}/service/"
        assert said(clerk.post(url, typed | {"way": way, "receipt": slip()}))
    handler = desk.client(desk.inside.handler)
    url = f"/desk/leads/{letter.matter_id}/letters/new/"
    words = {"kind": "referral", "title": "函", "body": BODY, "unit": letter.unit_id}
    for wrong in ({"kind": "verdict"}, {"unit": uuid4()}, {"unit": "x"}, {"urges": uuid4()}):
        assert said(handler.post(url, words | wrong))
    assert fresh(desk, letter).served_on is None


@pytest.mark.parametrize(
    "query",
    [
        {"tab": "nonsense"}, {"page": "9" * 5000}, {"page": "-1"}, {"page": "²"}, {"page": "٣"},
        {"unit": "x"}, {"words": "%' OR 1=1 --"}, {"words": "水" * 5000}, {"words": "\x00"},
        {"kind": "verdict"}, {"since": "0001-01-01", "until": "9999-12-31"}, {"since": "x"},
    ],
    ids=str,
)  # fmt: skip
def test_list_answers_any_query(desk: Desk, letter: Letter, query: dict[str, str]) -> None:
    answer = desk.client(desk.inside.handler).get("/desk/letters/", query)
    assert answer.status_code in {200, 400}


PARTS = ["", "edit/", "register/", "service/", "reply/", "note/", "withdraw/", "send/", "seal/"]


@pytest.mark.parametrize("part", PARTS)
def test_letter_of_nowhere_and_of_roles_without_right_stays_shut(
    desk: Desk, letter: Letter, part: str
) -> None:
    handler = desk.client(desk.inside.handler)
    assert handler.get(f"/desk/letters/{uuid4()}/{part}").status_code == 404
    stranger = desk.client(desk.hire("系统管理员09", Role.SYSTEM_ADMIN))
    url = f"/desk/letters/{letter.id}/{part}"
    assert stranger.get(url).status_code in {403, 404}
    if part:
        assert stranger.post(url, {"reason": "x", "words": "x"}).status_code in {403, 404}
    assert fresh(desk, letter).state == "sent"


def test_letter_of_another_office_is_not_found(desk: Desk) -> None:
    other = make_office(desk.now, slug="bieyuan", number=8, is_default=False)
    with tenant_scope(other.id):
        foreign = sent(small_office(desk.now))[1].id
    client = desk.client(desk.inside.handler)
    for part in PARTS:
        assert client.get(f"/desk/letters/{foreign}/{part}").status_code == 404
    assert client.post(f"/desk/letters/{foreign}/withdraw/", {"reason": "x"}).status_code == 404
    with tenant_scope(other.id):
        assert Letter.objects.get().state == "sent"


def test_paper_of_a_hostile_letter_can_still_be_made(desk: Desk, draft: Letter) -> None:
    client = desk.client(desk.inside.handler)
    with tenant_scope(desk.procuratorate.id):
        Letter.objects.filter(id=draft.id).update(
            title="关于#let x = 1; *粗* $x$ 的函",
            body='#eval("1")\n\n=一、\\\n*粗*_斜_ $a$ @x <b> {{7*7}} {% debug %}\n' + "长" * 7000,
        )
    for form in ("docx", "pdf"):
        answer = client.get(f"/desk/letters/{draft.id}/papers/letter/{form}/")
        assert answer.status_code == 200, answer.content.decode()[4000:9000]
    with tenant_scope(desk.procuratorate.id):
        Letter.objects.filter(id=draft.id).update(body="请修复井盖👷。")
    answer = client.get(f"/desk/letters/{draft.id}/papers/letter/pdf/")
    assert answer.status_code == 409
    assert "👷" in answer.content.decode()
    for paper in ("receipt", "seal-slip"):
        answer = client.get(f"/desk/letters/{draft.id}/papers/{paper}/pdf/")
        assert answer.status_code in {200, 409}
    assert client.get(f"/desk/letters/{draft.id}/papers/letter/exe/").status_code == 404
    assert client.get(f"/desk/letters/{draft.id}/papers/nothing/").status_code == 404


def test_moment_in_the_future_is_refused(desk: Desk, letter: Letter) -> None:
    later = (desk.now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    typed = {"kind": "call", "party": "旗水利局", "words": "本周回复", "spoken_at": later}
    answer = desk.client(desk.inside.handler).post(f"/desk/letters/{letter.id}/note/", typed)
    assert said(answer)
    assert later in answer.content.decode()
