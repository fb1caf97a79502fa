"""What is dropped: old text files, mails, pictures, sounds; what cannot be taken is named, the rest kept."""

from datetime import datetime

import pytest

from tests.evidence.papers import pdf
from tests.evidence.pictures import exif_head, jpeg
from tests.evidence.sounds import wav
from tests.intake.paste import CHAT
from tests.intake.services.drafting import WECHAT, start, started
from xiezhi.accounts.models import Procuratorate
from xiezhi.evidence.selectors.files import FileCopy
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.intake.models import (
    EntryDraftFile,
    ReportFile,
)
from xiezhi.intake.rules.entry import EntryRow
from xiezhi.intake.selectors.drafts import (
    get_draft_detail,
    read_draft_copy,
)
from xiezhi.intake.services.drafts import (
    start_single,
)
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.leads.services.entering import enter_draft


def text_file(text: str, encoding: str) -> IncomingFile:
    return IncomingFile(name="聊天记录.txt", data=text.encode(encoding))


def test_text_file_of_an_old_editor_is_read(clerk: Actor, now: datetime) -> None:
    detail = started(clerk, now, "", [text_file(CHAT, "gb18030")])
    assert len(detail.rows) == 3
    assert "消防水鹤" in detail.rows[0].row.words


def test_emoji_and_rare_characters_stay(clerk: Actor, now: datetime) -> None:
    words = "𠮷家渠😀👨‍👩‍👧里又倒了一车垃圾"
    assert started(clerk, now, words).rows[0].row.words == words


def test_forwarded_mail_brings_its_text_and_pictures(clerk: Actor, now: datetime) -> None:
    from email.message import EmailMessage  # noqa: PLC0415

    mail = EmailMessage()
    mail["From"], mail["Subject"] = "someone@example.org", "渠里倒垃圾"
    mail["Date"] = "Tue, 24 Nov 2026 10:20:00 +0800"
    mail.set_content("白泥井镇井滩村西边渠里倒了一车垃圾，请你们看看。")
    mail.add_attachment(jpeg(), maintype="image", subtype="jpeg", filename="渠.jpg")
    detail = started(clerk, now, "", [IncomingFile(name="转发.eml", data=bytes(mail))])
    (row,) = detail.rows
    assert (row.row.title, row.row.town, len(row.files)) == ("渠里倒垃圾", "白泥井镇", 1)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        pytest.param(
            "照片.jpg", b"MZ\x90\x00" + bytes(200), "evidence.not_a_photo", id="program-as-jpg"
        ),
        pytest.param("坏.jpg", jpeg()[:300], "evidence.damaged", id="broken-picture"),
        pytest.param("空.jpg", b"", "evidence.empty", id="empty"),
        pytest.param(
            "录像.avi", b"RIFF\x00\x00\x00\x00AVI " + bytes(64), "intake.file_not_taken", id="video"
        ),
        pytest.param("表.txt", b"\x00\x01\x02\x03" * 50, "language.not_text", id="binary-as-text"),
    ],
)
def test_file_that_cannot_be_taken_is_named_and_the_rest_is_kept(
    clerk: Actor, now: datetime, name: str, data: bytes, code: str
) -> None:
    files = [IncomingFile(name=name, data=data), IncomingFile(name="好.jpg", data=jpeg())]
    drafted = start(clerk, now, "路灯坏了三天没人修", files)
    assert [(one.name, one.error.code) for one in drafted.refused] == [(name, code)]
    assert drafted.draft is not None
    assert EntryDraftFile.objects.count() == 1


def test_picture_over_the_limit_is_refused_by_name(clerk: Actor, now: datetime) -> None:
    large = IncomingFile(name="大.jpg", data=jpeg() + bytes(25 * 1024 * 1024))
    drafted = start(clerk, now, "", [large])
    assert drafted.draft is None
    assert drafted.refused[0].error.code == "evidence.too_large"


def test_forty_pictures_are_kept_and_the_row_says_they_are_too_many(
    clerk: Actor, scope: Procuratorate, now: datetime
) -> None:
    photo = jpeg()
    files = [IncomingFile(name=f"{n}.jpg", data=photo) for n in range(40)]
    row = EntryRow(channel=WECHAT, words="渠里倒了垃圾没人管")
    draft = start_single(row=row, files=files, acting=clerk, now=now).draft
    assert draft is not None
    (outcome,) = enter_draft(draft_id=draft.id, office=scope, acting=clerk, now=now)
    assert outcome.refusal is not None
    assert outcome.refusal.params == {"count": 40, "limit": 30}
    assert len(get_draft_detail(clerk, draft.id).rows[0].files) == 40


def test_pdf_among_the_pictures_is_a_scan(clerk: Actor, now: datetime) -> None:
    start(clerk, now, "来信一封，扫描件见附件", [IncomingFile(name="来信.pdf", data=pdf())])
    assert EntryDraftFile.objects.get().kind == "paper"


def test_empty_paste_is_refused(clerk: Actor, now: datetime) -> None:
    with pytest.raises(InvalidInputError) as caught:
        start(clerk, now, " \n ")
    assert caught.value.code == "intake.paste_empty"


def test_sound_can_be_listened_to(clerk: Actor, now: datetime) -> None:
    detail = started(clerk, now, "", [IncomingFile(name="语音.wav", data=wav())])
    file = detail.rows[0].files[0]
    data, media_type = read_draft_copy(clerk, detail.draft.id, file.id, FileCopy.ORIGINAL)
    assert (data, media_type) == (wav(), "audio/wav")


def test_saved_files_are_those_that_waited(
    clerk: Actor, member: Actor, scope: Procuratorate, now: datetime
) -> None:
    photo = IncomingFile(name="mmexport1763946120000.jpg", data=jpeg(exif=exif_head()))
    detail = started(clerk, now, "路灯坏了三天没人修", [photo])
    enter_draft(draft_id=detail.draft.id, office=scope, acting=clerk, now=now)
    file = ReportFile.objects.get().file
    assert (file.is_sealed, file.original_name) == (True, "")
