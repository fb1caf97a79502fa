"""Mail: pasted as text with its headings, and as a file with its attachments."""

from email.message import EmailMessage

import pytest

from tests.language.pasting.cast import KNOWN, NOW, TOWNS, at, read, rows, uncovered_lines
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.pasting import (
    MAX_CHARACTERS,
    LeftOutReason,
    PastedFile,
    PastedMail,
    PasteKind,
    PasteWarning,
    PlaceholderKind,
    RowReason,
    group_rows,
    read_mail,
)
from xiezhi.language.pasting.html_words import html_words
from xiezhi.language.pasting.mail import MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS, MAX_MAIL_BYTES

JPEG = b"\xff\xd8\xff\xe0" + bytes(64)
SENT = "Thu, 05 Mar 2026 10:31:22 +0800"
BODY = "河边有死羊𠮷\n味道很大"


def mail(*, body: str = BODY, subtype: str = "plain", subject: str = "情况反映") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "网格员07 <seven@example.cn>"
    message["Subject"] = subject
    message["Date"] = SENT
    message.set_content(body, subtype=subtype)
    return message


def opened(data: bytes | EmailMessage) -> PastedMail:
    raw = data if isinstance(data, bytes) else data.as_bytes()
    return read_mail(raw, now=NOW, known_names=KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "发件人：网格员07 <a@example.cn>\n发送时间：2026年3月5日 10:31\n收件人：检察院\n主题：情况反映\n\n"
            "河边有死羊", id="outlook",
        ),
        pytest.param(
            '------------------ 原始邮件 ------------------\n发件人: "网格员07" <a@example.cn>;\n'
            '发送时间: 2026年3月5日(星期四) 上午10:31\n收件人: "检察院"<b@example.cn>;\n主题: 情况反映\n\n河边有死羊',
            id="qq-mail",
        ),
        pytest.param(
            "---------- Forwarded message ---------\nFrom: 网格员07 <a@example.cn>\nDate: Thu, 5 Mar 2026 "
            "10:31:00 +0800\nSubject: 情况反映\nTo: <b@example.cn>\n\n河边有死羊", id="english",
        ),
        pytest.param(
            "> 发件人: 网格员07\n> 日期: 2026-03-05 10:31:00\n> 主题: 情况反映\n\n河边有死羊", id="quoted",
        ),
    ],
)  # fmt: skip
def test_a_mail_pasted_as_text(text: str) -> None:
    pasted = read(text)
    (message,) = pasted.messages
    assert pasted.kind == PasteKind.MAIL
    assert (message.speaker, message.supporter) == ("网格员07", "member-07")
    assert (message.subject, message.text) == ("情况反映", "河边有死羊")
    assert message.sent_at == at(10, 31)
    assert uncovered_lines(pasted) == []


def test_the_words_of_who_forwards_and_each_mail_are_rows_of_their_own() -> None:
    grouped = rows(
        "这两封请一并处理，路灯的急\n\n发件人：甲\n主题：一\n\n路灯不亮\n\n发件人：乙\n主题：二\n\n河边有死羊"
    )
    assert [row.title for row in grouped.rows] == ["", "一", "二"]


def test_a_polite_line_above_a_mail_is_no_row() -> None:
    grouped = rows("请查收\n发件人：甲\n主题：一\n\n路灯不亮")
    assert [row.words for row in grouped.rows] == ["路灯不亮"]
    assert [one.reason for one in grouped.left_out] == [LeftOutReason.CHATTER]


def test_a_mail_of_a_colleague_is_a_row() -> None:
    assert len(rows("发件人：达旗检察院内勤\n主题：一\n\n路灯不亮，请登记").rows) == 1


def test_a_mail_without_words_still_has_its_subject() -> None:
    row = rows("发件人：甲\n主题：展旦召加油站北侧有垃圾\n").rows[0]
    assert (row.title, row.words) == ("展旦召加油站北侧有垃圾", "")


def test_a_mail_of_the_future_is_undated() -> None:
    pasted = read("发件人：甲\n日期：2026-03-15 10:31\n主题：一\n\n路灯不亮")
    assert pasted.messages[0].sent_at is None
    assert PasteWarning.IN_FUTURE in pasted.warnings


def test_a_file_gives_words_sender_time_and_attachments() -> None:
    message = mail()
    message.add_attachment(JPEG, maintype="image", subtype="jpeg", filename="现场1.jpg")
    message.add_attachment(b"#!AMR\n123", maintype="audio", subtype="amr", filename="说明.amr")
    found = opened(message)
    (words,) = found.pasted.messages
    assert (words.supporter, words.subject, words.text) == ("member-07", "情况反映", BODY)
    assert words.sent_at == at(10, 31, second=22)
    assert [(one.name, one.content) for one in found.attachments] == [
        ("现场1.jpg", JPEG),
        ("说明.amr", b"#!AMR\n123"),
    ]


@pytest.mark.parametrize("encoding", ["gb18030", "gb2312", "utf-8", "gbk"])
@pytest.mark.parametrize("transfer", ["8bit", "base64", "quoted-printable"])
def test_words_are_read_in_each_encoding(encoding: str, transfer: str) -> None:
    message = EmailMessage()
    message["From"] = "a@example.cn"
    message["Subject"] = "情况"
    message.set_content("加油站北侧有垃圾", charset=encoding, cte=transfer)
    assert opened(message).pasted.messages[0].text == "加油站北侧有垃圾"


def test_more_signs_than_the_claimed_encoding_has_are_read() -> None:
    head = "From: 网格员07 <a@example.cn>\nSubject: 镕基路\nContent-Type: text/plain; charset=gb2312\n\n"
    found = opened(f"{head}镕基路井盖坏了㐂".encode("gb18030"))
    (words,) = found.pasted.messages
    assert (words.speaker, words.subject, words.text) == ("网格员07", "镕基路", "镕基路井盖坏了㐂")
    assert found.warnings == (PasteWarning.UNDATED,)


def test_an_unknown_or_wrong_encoding_is_found_out() -> None:
    head = "From: a@example.cn\nContent-Type: text/plain; charset=x-nonsense\n\n"
    assert opened(f"{head}加油站北侧".encode()).pasted.messages[0].text == "加油站北侧"
    head = head.replace("x-nonsense", "utf-8")
    assert opened(f"{head}加油站北侧".encode("gb18030")).pasted.messages[0].text == "加油站北侧"


def test_a_part_nobody_can_read_spoils_no_other() -> None:
    message = mail()
    message.add_attachment(JPEG, maintype="image", subtype="jpeg", filename="现场.jpg")
    raw = message.as_bytes()
    part = b'Content-Type: text/plain; charset="utf-8"\n\n\x01\x02\xff\xfe\xff\n--'
    boundary = (message.get_boundary() or "").encode()
    raw = raw.replace(b"--" + boundary + b"--", b"--" + boundary + b"\n" + part + boundary + b"--")
    found = opened(raw)
    assert BODY.split("\n", maxsplit=1)[0] in found.pasted.text
    assert [one.name for one in found.attachments] == ["现场.jpg"]
    assert PasteWarning.GARBLED in found.warnings


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        pytest.param('filename="../../etc/现场.jpg"', "现场.jpg", id="path"),
        pytest.param('filename="C:\\\\pics\\\\现场.jpg"', "现场.jpg", id="windows-path"),
        pytest.param("filename*=utf-8''%E7%8E%B0%E5%9C%BA.jpg", "现场.jpg", id="rfc-2231"),
        pytest.param('filename="=?gb2312?B?z9azoS5qcGc=?="', "现场.jpg", id="encoded-word"),
        pytest.param('filename="现场.jpg"', "现场.jpg", id="bare-bytes"),
        pytest.param('filename="a\u202egpj.exe"', "agpj.exe", id="turned-around"),
        pytest.param("filename=", "附件.jpg", id="no-name"),
        pytest.param('filename="' + "长" * 300 + '.jpg"', "长" * 117 + ".jpg", id="too-long"),
    ],
)
def test_a_file_name_is_only_a_word(heading: str, name: str) -> None:
    raw = (
        "From: a@example.cn\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        f"Content-Type: image/jpeg\nContent-Disposition: attachment; {heading}\n"
        "Content-Transfer-Encoding: base64\n\n/9j/4A==\n--b--\n"
    ).encode("gb18030" if '现场.jpg"' in heading and "C:" not in heading else "utf-8")
    assert [one.name for one in opened(raw).attachments] == [name]


def test_two_files_of_one_name_get_two_names() -> None:
    message = mail()
    for _ in range(2):
        message.add_attachment(JPEG, maintype="image", subtype="jpeg", filename="现场.jpg")
    assert [one.name for one in opened(message).attachments] == ["现场.jpg", "现场(2).jpg"]


def test_a_forwarded_mail_inside_is_read_too() -> None:
    inner = mail()
    inner.add_attachment(JPEG, maintype="image", subtype="jpeg", filename="现场.jpg")
    outer = mail(body="请处理这封，急", subject="转发")
    outer.add_attachment(inner)
    found = opened(outer)
    assert [one.subject for one in found.pasted.messages] == ["转发", "情况反映"]
    assert [one.name for one in found.attachments] == ["现场.jpg"]


def test_the_plain_words_are_taken_before_the_rich_ones() -> None:
    message = mail()
    message.add_alternative(f"<p>{BODY}</p>", subtype="html")
    assert [one.text for one in opened(message).pasted.messages] == [BODY]


def test_a_picture_standing_in_the_words_is_placed_by_its_name() -> None:
    message = mail(body='<p>河边<img src="cid:1@x"></p><p>死羊</p>', subtype="html")
    message.add_related(JPEG, maintype="image", subtype="jpeg", cid="<1@x>", filename="现场.jpg")
    found = opened(message)
    (words,) = found.pasted.messages
    assert [(one.kind, one.name) for one in words.placeholders] == [
        (PlaceholderKind.PICTURE, "现场.jpg")
    ]
    assert [one.name for one in found.attachments] == ["现场.jpg"]


def test_a_chat_sent_by_mail_becomes_rows_with_its_pictures() -> None:
    message = mail(
        body=(
            "亲爱的：\n\n    “护河群”的聊天记录如下：\n\n—————  2026-03-04  —————\n\n\n"
            "展旦召07号网格员  10:31\n\n河边有死羊，请来看看\n\n[图片: 1.jpg(请在附件中查看)]\n\n"
            "新和村12号网格员  10:40\n\n[图片: 0.jpg(请在附件中查看)]\n\n王爱召路口的井盖坏了\n"
        )
    )
    for name in ("0.jpg", "1.jpg"):
        message.add_attachment(JPEG, maintype="image", subtype="jpeg", filename=name)
    found = opened(message)
    files = [PastedFile(name=one.name) for one in found.attachments]
    grouped = group_rows(found.pasted, files, towns=TOWNS)
    assert found.pasted.kind == PasteKind.WECHAT_FORWARD
    assert [(row.supporter, row.files) for row in grouped.rows] == [
        ("member-07", (1,)),
        ("member-12", (0,)),
    ]
    assert RowReason.FILE_BY_NAME in grouped.rows[0].reasons


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        pytest.param("<p>一</p><p>二</p>", "一\n\n二", id="blocks"),
        pytest.param("一<br/>二", "一\n二", id="line-break"),
        pytest.param("<table><tr><td>甲</td><td>乙</td></tr></table>", "甲\t乙", id="cells"),
        pytest.param("<script>x()</script>一<style>b{}</style>", "一", id="script-and-style"),
        pytest.param("<SCRIPT>x()</SCRIPT>一", "一", id="upper-case"),
        pytest.param("<!-- 二 -->一<!--[if mso]>三<![endif]-->", "一", id="comments"),
        pytest.param("一 &lt;二&gt; &amp;#20108; &#20108;&nbsp;三", "一 <二> &#20108; 二\xa0三", id="entities"),
        pytest.param("一<img src='http://tracker.example/x.gif'>", "一", id="nothing-is-fetched"),
        pytest.param('<a href="https://uri.amap.com/marker?position=110.0,40.4">位置</a>', "位置 https://uri.amap.com/marker?position=110.0,40.4", id="map-link"),
        pytest.param('<a href="javascript:x()">点我</a>', "点我", id="script-link"),
        pytest.param("一<二 三<", "一<二 三<", id="stray-brackets"),
        pytest.param("<script>一", "一", id="script-without-end"),
        pytest.param("<!--一", "<!--一", id="comment-without-end"),
        pytest.param("<unknown a=1>一</unknown>", "一", id="unknown-tag"),
    ],
)  # fmt: skip
def test_rich_words_become_plain_and_nothing_runs(markup: str, words: str) -> None:
    assert html_words(markup, names={}).strip() == words


def test_attachments_beyond_the_limits_are_left_away_and_said_to_be() -> None:
    message = mail()
    message.add_attachment(
        bytes(MAX_ATTACHMENT_BYTES + 1), maintype="video", subtype="mp4", filename="长.mp4"
    )
    for _ in range(MAX_ATTACHMENTS + 1):
        message.add_attachment(JPEG, maintype="image", subtype="jpeg", filename="图.jpg")
    found = opened(message)
    assert len(found.attachments) == MAX_ATTACHMENTS
    assert {PasteWarning.FILE_TOO_LARGE, PasteWarning.MAIL_CUT} <= set(found.warnings)


def test_a_mail_too_long_to_read_is_read_as_far_as_it_goes() -> None:
    found = opened(mail(body="路边有垃圾。\n" * (MAX_CHARACTERS // 6)))
    assert PasteWarning.MAIL_CUT in found.warnings
    assert len(found.pasted.text) <= MAX_CHARACTERS
    assert found.pasted.messages[0].text.startswith("路边有垃圾。")


def test_mails_inside_mails_are_followed_only_so_far() -> None:
    message = mail(body="最里面的一封")
    for _ in range(12):
        outer = mail(body="外面一封信")
        outer.add_attachment(message)
        message = outer
    found = opened(message)
    assert PasteWarning.MAIL_CUT in found.warnings
    assert "最里面的一封" not in found.pasted.text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(600), "language.not_text", id="outlook-msg"),
        pytest.param(JPEG, "language.not_text", id="picture"),
        pytest.param(b"Content-Type: multipart/mixed; boundary=b\n" * 300, "language.mail_unreadable", id="boundaries"),
        pytest.param(b"Subject: x\n" + b"a" * MAX_MAIL_BYTES, "language.mail_too_large", id="too-large"),
    ],
)  # fmt: skip
def test_what_is_no_mail_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        opened(data)
    assert refused.value.code == code


def test_a_text_file_called_a_mail_is_read_as_text() -> None:
    assert (
        opened("加油站北侧有垃圾".encode("gb18030")).pasted.messages[0].text == "加油站北侧有垃圾"
    )
