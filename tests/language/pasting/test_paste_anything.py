"""Whatever is pasted: no text breaks the reading, nothing a person wrote is lost."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.pasting.cast import KNOWN, NOW, TOWNS, at, read, rows, uncovered_lines
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.pasting import (
    PastedFile,
    PastedMail,
    PlaceholderKind,
    decode_text,
    find_numbers,
    find_place,
    find_points,
    group_rows,
    mask_numbers,
    read_mail,
    regroup_row,
)

READ = "read"
CODES = {
    READ,
    "language.too_long",
    "language.encoding_unknown",
    "language.not_text",
    "language.mail_unreadable",
    "language.mail_too_large",
}
PIECES = st.sampled_from([
    "展旦召07号网格员", "网格员12", "某某", "西边天🌈", " 2026/3/5 10:31", " 10:31", "昨天 18:20", "星期四 09:12",
    "：", ":", "\n", "\n\n", "\t", " ", "[图片]", "[图片: 0.jpg(请在附件中查看)]", "[位置]内蒙古", "[语音]", "[动画表情]",
    "「", "」", "- - - - - - - -", "收到", "👍", "撤回了一条消息", "—————  2026-03-04  —————", "2026年2月30日",
    "工单编号", "诉求内容", "来电人", "联系电话", "受理时间", "工单编号：", "诉求内容：", "办理时限：", "事发地址：", "，", "。",
    "发件人: ", "主题: ", "发送时间: ", "-----原始邮件-----", "聊天记录", "另外", "加油站北200米", "有人倾倒垃圾",
    "13800000000", '"', "'", '<location x="40.4" y="110.0"/>', "https://uri.amap.com/marker?position=110.0,40.4",
    "网格员07：", "地点：", "25:61", "9999年99月99日 99:99", "𠮷", "\u202e", "\u200b", "\ufffd", "现场.jpg", "12:30 AM",
])  # fmt: skip
PASTES = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=40).map("".join)
FILES = st.lists(
    st.builds(
        PastedFile,
        name=st.sampled_from(["0.jpg", "现场.jpg", "a.amr", ""]),
        kind=st.sampled_from(PlaceholderKind),
        taken_at=st.one_of(
            st.none(), st.just(at(10)), st.just(at(12)), st.just(at(9, days_ago=90))
        ),
        time_source=st.sampled_from(["", "exif", "file_name", "device"]),
    ),
    max_size=6,
)


@settings(max_examples=400)
@given(PASTES)
def test_every_line_is_in_a_message_or_left_out_by_name(text: str) -> None:
    assert uncovered_lines(read(text)) == []


@given(PASTES, FILES)
def test_every_message_is_in_one_row_or_left_out(text: str, files: list[PastedFile]) -> None:
    pasted = read(text)
    grouped = group_rows(pasted, files, towns=TOWNS)
    in_rows = [place for row in grouped.rows for place in row.messages]
    assert len(in_rows) == len(set(in_rows))
    left = {(one.first_line, one.last_line) for one in grouped.left_out}
    assert all(
        (message.first_line, message.last_line) in left
        for place, message in enumerate(pasted.messages)
        if place not in in_rows
    )


@given(PASTES, FILES)
def test_every_file_is_in_one_row_or_loose(text: str, files: list[PastedFile]) -> None:
    grouped = rows(text, *files)
    placed = [place for row in grouped.rows for place in row.files]
    assert sorted([*placed, *grouped.loose_files]) == list(range(len(files)))


@given(PASTES)
def test_every_word_of_a_message_reaches_the_row_but_placeholders(text: str) -> None:
    pasted = read(text)
    for row in rows(text).rows:
        for place in row.messages:
            message = pasted.messages[place]
            if message.order is None and not message.placeholders:
                assert message.text.strip() in row.words


@given(PASTES)
def test_the_same_paste_gives_the_same_rows(text: str) -> None:
    assert rows(text) == rows(text)


@given(PASTES)
def test_no_message_is_of_the_future(text: str) -> None:
    assert all(
        message.sent_at is None or message.sent_at <= at(18, 5) for message in read(text).messages
    )


@given(PASTES)
def test_a_row_can_be_put_together_anew_from_any_messages(text: str) -> None:
    pasted = read(text)
    if pasted.messages:
        everything = range(len(pasted.messages))
        row = regroup_row(pasted, [], messages=everything, row_files=[], towns=TOWNS)
        assert row.messages == tuple(everything)


@given(st.one_of(st.text(max_size=300), PASTES))
def test_no_text_upsets_the_finders(text: str) -> None:
    find_points(text)
    find_place(text, towns=TOWNS)
    for one in find_numbers(text):
        assert one.number not in mask_numbers(text[one.start : one.end])


@given(st.one_of(st.binary(max_size=300), PASTES.map(str.encode)))
def test_bytes_are_read_or_refused_by_a_listed_code(data: bytes) -> None:
    assert refusal(lambda: decode_text(data)) in CODES
    assert refusal(lambda: mail_of(data)) in CODES


HEADINGS = st.sampled_from([
    b"From: ", b"Subject: ", b"Date: ", b"Content-Type: ", b"multipart/mixed; boundary=b", b"text/html; charset=gb2312",
    b"Content-Disposition: attachment; filename=", b"filename*=utf-8''%E5%9B%BE.jpg", b"=?gb2312?B?zfi48dSx?=", b"=?utf-8?Q?=E5",
    b"Content-Transfer-Encoding: base64", b"quoted-printable", b"message/rfc822", b'multipart/alternative; boundary="b"',
    b"\n", b"\r\n", b"\n\n", b"--b", b"--b--", b"\n--b\n", b"=E5=8A", b"/9j/4A==", b"\xc9\xd5", b";", b'"', b"<p>a</p>", b"text/plain",
    b"Thu, 5 Mar 2026 10:31:22 +0800", b'charset="x-unknown"', b"x-uuencode", b"begin 644 a\n", b"charset*0=a",
])  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.one_of(HEADINGS, st.binary(max_size=4)), max_size=40).map(b"".join))
def test_no_mail_upsets_the_reading(data: bytes) -> None:
    code = refusal(lambda: mail_of(data))
    assert code in CODES
    if code == READ:
        assert uncovered_lines(mail_of(data).pasted) == []


def mail_of(data: bytes) -> PastedMail:
    return read_mail(data, now=NOW, known_names=KNOWN)


def refusal(reading: Callable[[], object]) -> str:
    """Return the code a reading is refused with; any other error is a fault."""
    try:
        reading()
    except InvalidInputError as refused:
        return refused.code
    return READ
