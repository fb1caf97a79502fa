"""暂存, 打印送领导审, 提交: nothing entered is lost, one submission is one reply."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.outside import World, letter, photo
from tests.web.portal.replies import reply_fields
from xiezhi.infra.tenant import tenant_scope
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.letters.models import LetterReply, LetterReplyFile
from xiezhi.letters.rules.replies import ReplyPart

NOT_A_PICTURE = b"MZ\x90\x00 this is a program"


def replies(world: World, *, is_draft: bool) -> list[LetterReply]:
    with tenant_scope(world.office.id):
        return list(LetterReply.objects.filter(is_draft=is_draft))


def parts(world: World) -> list[str]:
    with tenant_scope(world.office.id):
        return sorted(LetterReplyFile.objects.values_list("part", flat=True))


def test_submitted_reply_is_shown_and_can_no_longer_be_changed(
    world: World, received: Client, letter_url: str
) -> None:
    answer = received.post(f"{letter_url}reply/", reply_fields(after=photo()))
    assert answer.status_code == 302, answer.content.decode()
    page = received.get(letter_url)
    assert "form" not in page.context
    assert "达消函〔2026〕9号" in page.content.decode()
    assert "更换水鹤阀门" in page.content.decode()
    assert parts(world) == ["after", "letter"]


def test_reply_moves_the_lead_on(world: World, received: Client, letter_url: str) -> None:
    received.post(f"{letter_url}reply/", reply_fields())
    with tenant_scope(world.office.id):
        assert Lead.objects.get(id=world.lead.id).state == LeadState.REPLIED


def test_submitting_twice_makes_one_reply(world: World, received: Client, letter_url: str) -> None:
    received.post(f"{letter_url}reply/", reply_fields())
    again = received.post(f"{letter_url}reply/", reply_fields(words="第二份"), follow=True)
    assert "已经回复过了" in again.content.decode()
    assert [reply.words for reply in replies(world, is_draft=False)] == [
        "已更换阀门并恢复供水，现场试水正常。"
    ]


def test_draft_may_lack_anything_and_comes_back(
    world: World, received: Client, letter_url: str
) -> None:
    fields = {
        "do": "save",
        "words": "正在核查",
        "measures-TOTAL_FORMS": "0",
        "measures-INITIAL_FORMS": "0",
    }
    assert received.post(f"{letter_url}reply/", fields).status_code == 302
    assert len(replies(world, is_draft=True)) == 1
    assert "正在核查" in received.get(letter_url).content.decode()


def test_draft_kept_twice_is_one_draft(world: World, received: Client, letter_url: str) -> None:
    for words in ("一稿", "二稿"):
        received.post(f"{letter_url}reply/", reply_fields(do="save", words=words))
    assert [draft.words for draft in replies(world, is_draft=True)] == ["二稿"]


def test_window_opened_earlier_takes_nothing_away_that_another_kept(
    world: World, received: Client, letter_url: str
) -> None:
    seen = {"draft_seen": received.get(letter_url).context["draft_seen"], "do": "save"}
    received.post(f"{letter_url}reply/", seen | reply_fields(words="", do="save"))
    later = reply_fields(words="另一窗口写的", reply_number="", do="save")
    received.post(f"{letter_url}reply/", seen | later)
    (draft,) = replies(world, is_draft=True)
    assert (draft.words, draft.reply_number) == ("另一窗口写的", "达消函〔2026〕9号")
    # Who sees the draft may empty a field of it.
    seen["draft_seen"] = received.get(letter_url).context["draft_seen"]
    received.post(f"{letter_url}reply/", later | seen)
    assert [draft.reply_number for draft in replies(world, is_draft=True)] == [""]


def test_kept_file_goes_with_the_submission_and_a_dropped_one_does_not(
    world: World, received: Client, letter_url: str
) -> None:
    received.post(f"{letter_url}reply/", reply_fields(do="save", before=photo("前.jpg", 40)))
    kept = received.get(letter_url).context["kept_files"]["before"][0]["id"]
    fields = reply_fields(dropped=str(kept))
    del fields["letter"]
    assert received.post(f"{letter_url}reply/", fields).status_code == 302
    assert parts(world) == ["letter"]


@pytest.mark.parametrize("missing", ["conclusion", "words", "reply_number", "dated_on", "letter"])
def test_missing_part_is_named_at_its_field_and_the_rest_is_kept(
    world: World, received: Client, letter_url: str, missing: str
) -> None:
    fields = reply_fields()
    del fields[missing]
    answer = received.post(f"{letter_url}reply/", fields)
    assert answer.status_code == 400
    assert missing in answer.context["form"].errors
    assert replies(world, is_draft=False) == []
    assert replies(world, is_draft=True)[0].measures[0]["words"] == "更换水鹤阀门"


def test_bad_picture_is_refused_by_name_and_good_files_stay(
    world: World, received: Client, letter_url: str
) -> None:
    bad = SimpleUploadedFile("现场.jpg", NOT_A_PICTURE, "image/jpeg")
    answer = received.post(f"{letter_url}reply/", reply_fields(after=[bad, photo()]))
    assert answer.status_code == 400
    assert "现场.jpg" in answer.context["form"].errors["after"][0]
    assert "已更换阀门并恢复供水" in answer.content.decode()
    assert parts(world) == ["after", "letter"]


def test_pdf_with_a_program_in_it_is_refused(
    world: World, received: Client, letter_url: str
) -> None:
    active = letter().read().replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(x)>>")
    bad = SimpleUploadedFile("复函.pdf", active, "application/pdf")
    answer = received.post(f"{letter_url}reply/", reply_fields(letter=bad))
    assert answer.status_code == 400
    assert "letter" in answer.context["form"].errors
    assert parts(world) == []


def test_too_large_file_is_refused_before_it_is_read(
    world: World, received: Client, letter_url: str
) -> None:
    huge = SimpleUploadedFile("前.jpg", b"\xff\xd8\xff" + bytes(26 * 1024 * 1024), "image/jpeg")
    answer = received.post(f"{letter_url}reply/", reply_fields(before=huge))
    assert answer.status_code == 400
    assert "25" in answer.context["form"].errors["before"][0]
    assert parts(world) == [ReplyPart.LETTER]


def test_measure_without_words_is_said_and_nothing_is_lost(
    received: Client, letter_url: str
) -> None:
    fields = reply_fields(**{"measures-0-words": ""})
    answer = received.post(f"{letter_url}reply/", fields)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "整改措施第 1 行没有写措施" in page
    assert "防火监督科" in page


def test_sheet_for_the_leaders_shows_the_draft(received: Client, letter_url: str) -> None:
    answer = received.post(f"{letter_url}reply/", reply_fields(do="review"), follow=True)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "主要领导意见" in page
    assert "已更换阀门并恢复供水" in page


def test_future_date_is_refused_at_its_field(received: Client, letter_url: str) -> None:
    answer = received.post(f"{letter_url}reply/", reply_fields(dated_on="2099-01-01"))
    assert answer.status_code == 400
    assert "dated_on" in answer.context["form"].errors


def test_posted_rubbish_is_no_server_error(received: Client, letter_url: str) -> None:
    fields = {
        "do": "submit",
        "words": "a\x00b",
        "dated_on": "昨天",
        "dropped": "x",
        "conclusion": "fine",
        "measures-TOTAL_FORMS": "many",
    }
    assert received.post(f"{letter_url}reply/", fields).status_code == 400
