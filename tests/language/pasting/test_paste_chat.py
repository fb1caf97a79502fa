"""Copied chats in the forms WeChat and its kin give them."""

import pytest

from tests.language.pasting.cast import at, read, uncovered_lines
from xiezhi.language.pasting import (
    LeftOutReason,
    PasteKind,
    PasteWarning,
    Placeholder,
    PlaceholderKind,
    TimeReading,
)

SEVEN, TWELVE = "展旦召07号网格员", "新和村12号网格员"
COPY, FORWARD = PasteKind.WECHAT_COPY, PasteKind.WECHAT_FORWARD
BOTH = [(SEVEN, "加油站北侧有垃圾"), (TWELVE, "路边有死羊")]


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        pytest.param(
            f"{SEVEN} 2026/3/5 10:31\n加油站北侧有垃圾\n\n{TWELVE} 2026/3/5 10:40\n路边有死羊\n",
            COPY, BOTH, id="name-and-time",
        ),
        pytest.param(
            f"{SEVEN} 2026/3/5 10:31\n加油站北侧有垃圾\n{TWELVE} 2026/3/5 10:40\n路边有死羊",
            COPY, BOTH, id="no-blank-lines",
        ),
        pytest.param(
            f"{SEVEN}\t10:31\n加油站北侧有垃圾\n\n{TWELVE}  10:40\n路边有死羊",
            COPY, BOTH, id="clock-only",
        ),
        pytest.param(
            f"{SEVEN}:\n加油站北侧有垃圾\n\n{TWELVE}：\n路边有死羊",
            COPY, BOTH, id="name-and-colon",
        ),
        pytest.param(
            f"{SEVEN}\n2026年3月5日 10:31\n加油站北侧有垃圾\n\n{TWELVE}\n2026年3月5日 10:40\n路边有死羊",
            COPY, BOTH, id="name-above-time",
        ),
        pytest.param(
            f"2026-03-05 10:31:22 {SEVEN}\n加油站北侧有垃圾\n\n2026-03-05 10:40:00 {TWELVE}\n路边有死羊",
            COPY, BOTH, id="time-before-known-name",
        ),
        pytest.param(
            "2026-03-05 10:31:22 河边人(123456)\n加油站北侧有垃圾\n\n2026-03-05 10:40:00 河西人<a@b.cn>\n路边有死羊",
            COPY, [("河边人(123456)", "加油站北侧有垃圾"), ("河西人<a@b.cn>", "路边有死羊")], id="qq",
        ),
        pytest.param(
            f"群聊的聊天记录\n{SEVEN}: 加油站北侧有垃圾\n{TWELVE}：路边有死羊",
            FORWARD, BOTH, id="merged-forward",
        ),
        pytest.param(
            f"{SEVEN}和{TWELVE}的聊天记录\n\n{SEVEN}  2026-03-05 10:31\n加油站北侧有垃圾\n{TWELVE}  2026-03-05 10:40\n路边有死羊",
            FORWARD, BOTH, id="forward-opened",
        ),
        pytest.param(
            f"亲爱的：\n\n    “护河群”的聊天记录如下：\n\n—————  2026-03-05  —————\n\n\n{SEVEN}  10:31\n\n"
            f"加油站北侧有垃圾\n\n{TWELVE}  10:40\n\n路边有死羊\n",
            FORWARD, BOTH, id="sent-by-mail",
        ),
        pytest.param(
            "甲（河西）: 加油站北侧有垃圾\n乙: 路边有死羊\n甲（河西）: 还在\n",
            COPY, [("甲（河西）", "加油站北侧有垃圾"), ("乙", "路边有死羊"), ("甲（河西）", "还在")],
            id="dialogue-of-strangers",
        ),
        pytest.param(
            "加油！😀，河西 2026/3/5 10:31\n加油站北侧有垃圾",
            COPY, [("加油！😀，河西", "加油站北侧有垃圾")], id="nickname-with-punctuation",
        ),
        pytest.param(
            "新和村联系电话见签名 2026/3/5 10:31\n加油站北侧有垃圾",
            COPY, [("新和村联系电话见签名", "加油站北侧有垃圾")], id="nickname-like-a-label",
        ),
        pytest.param(
            "🌈🌈 2026/3/5 10:31\n加油站北侧有垃圾", COPY, [("🌈🌈", "加油站北侧有垃圾")], id="emoji-only",
        ),
        pytest.param(
            "A 王 [河口] : 网格 2026/3/5 10:31\n加油站北侧有垃圾",
            COPY, [("A 王 [河口] : 网格", "加油站北侧有垃圾")], id="spaces-brackets-colon",
        ),
    ],
)  # fmt: skip
def test_a_chat_is_cut_into_messages(
    text: str, kind: PasteKind, said: list[tuple[str, str]]
) -> None:
    pasted = read(text)
    assert pasted.kind == kind
    assert [(message.speaker, message.text) for message in pasted.messages] == said
    assert uncovered_lines(pasted) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("加油站北侧有垃圾，味道很大。", id="one-line"),
        pytest.param("情况如下：\n路边有死羊\n\n要求：\n尽快处理", id="labels-with-colons"),
        pytest.param("地点：展旦召加油站\n时间：昨天 18:20\n情况：有垃圾", id="fields"),
        pytest.param("发现时间 2026年3月5日 10:31\n地点在加油站", id="time-of-seeing"),
        pytest.param("我在 10:31\n看到有人倒垃圾", id="words-before-a-clock"),
        pytest.param("路过时拍的\n上午看到的 10:31", id="clock-at-the-end"),
        pytest.param("他们说：没人管\n我们问：怎么办", id="speech"),
        pytest.param("说明书：\n第一页", id="heading-of-a-paper"),
    ],
)
def test_words_that_are_no_chat_stay_one_message(text: str) -> None:
    pasted = read(text)
    assert [message.text for message in pasted.messages] == [text]
    assert pasted.kind == PasteKind.PLAIN
    assert PasteWarning.NO_SPEAKER in pasted.warnings


def test_a_lone_time_above_plain_words_is_theirs() -> None:
    message = read("昨天 18:20\n加油站北侧有垃圾").messages[0]
    assert (message.sent_at, message.text) == (
        at(18, 20, days_ago=1),
        "昨天 18:20\n加油站北侧有垃圾",
    )


def test_words_of_several_lines_stay_together() -> None:
    text = f"{SEVEN} 2026/3/5 10:31\n第一行\n\n  第二行\n2026年3月1日\n10:31\n\n{TWELVE} 2026/3/5 10:32\n好\n2026年3月5日"
    messages = read(text).messages
    assert messages[-1].text == "好\n2026年3月5日"
    assert messages[0].text == "第一行\n\n  第二行"


def test_a_date_line_dates_the_messages_below() -> None:
    text = (
        f"—————  2026-03-03  —————\n\n{SEVEN}  10:31\n\n有垃圾\n\n—————  2026-03-04  —————\n\n"
        f"{TWELVE}  09:00\n\n有死羊"
    )
    pasted = read(text)
    assert [message.sent_at for message in pasted.messages] == [
        at(10, 31, days_ago=2),
        at(9, 0, days_ago=1),
    ]
    assert {message.time_reading for message in pasted.messages} == {TimeReading.DAY_ABOVE}
    assert [one.reason for one in pasted.left_out] == [LeftOutReason.DATE_LINE] * 2


def test_a_time_in_the_middle_of_the_window_dates_the_messages_below() -> None:
    pasted = read(f"昨天 18:20\n\n{SEVEN}:\n有垃圾\n\n上午 10:31\n\n{TWELVE}:\n有死羊")
    assert [(message.sent_at, message.time_reading) for message in pasted.messages] == [
        (at(18, 20, days_ago=1), TimeReading.ABOVE),
        (at(10, 31), TimeReading.ABOVE),
    ]


def test_a_message_without_any_time_is_undated_and_says_so() -> None:
    message = read(f"{SEVEN}:\n有垃圾").messages[0]
    assert message.sent_at is None
    assert message.warnings == (PasteWarning.UNDATED,)


def test_messages_going_back_in_time_are_marked() -> None:
    text = f"{SEVEN} 2026/3/5 10:31\n有垃圾\n\n{TWELVE} 2026/3/5 09:00\n有死羊"
    assert read(text).messages[1].warnings == (PasteWarning.ORDER_BROKEN,)


def test_words_before_the_first_heading_have_no_speaker() -> None:
    first = read(f"半句话\n\n{SEVEN} 2026/3/5 10:31\n有垃圾").messages[0]
    assert (first.speaker, first.text, first.supporter) == ("", "半句话", None)
    assert PasteWarning.NO_SPEAKER in first.warnings


def test_the_nickname_leads_to_the_member() -> None:
    assert read(f"{SEVEN} 2026/3/5 10:31\n有垃圾").messages[0].supporter == "member-07"


@pytest.mark.parametrize(
    "notice",
    [
        '"某某"撤回了一条消息', "你撤回了一条消息", '"某某"邀请"某人"加入了群聊', "某某拍了拍我", "以下为新消息",
        "某某修改群名为“护河群”", '"某某"通过扫描"某人"分享的二维码加入群聊', "某某领取了你的红包",
        "—— 以下是新消息 ——",
    ],
)  # fmt: skip
def test_notices_of_the_program_are_left_out(notice: str) -> None:
    pasted = read(f"{SEVEN} 2026/3/5 10:31\n有垃圾\n{notice}\n{TWELVE} 2026/3/5 10:32\n有死羊")
    assert [message.text for message in pasted.messages] == ["有垃圾", "有死羊"]
    assert [(one.reason, one.text) for one in pasted.left_out] == [(LeftOutReason.NOTICE, notice)]


def test_a_recalled_message_leaves_its_heading_out_too() -> None:
    pasted = read(f"{SEVEN} 2026/3/5 10:31\n你撤回了一条消息\n\n{TWELVE} 2026/3/5 10:32\n有死羊")
    assert [message.text for message in pasted.messages] == ["有死羊"]
    assert uncovered_lines(pasted) == []


def test_quoted_words_are_kept_apart_from_the_speakers_own() -> None:
    message = read(
        f"{TWELVE} 2026/3/5 10:32\n「{SEVEN}：加油站北侧有垃圾\n味道很大」\n"
        "- - - - - - - - - - - - - - -\n我去看过，还在"
    ).messages[0]
    assert message.text == "我去看过，还在"
    assert message.quoted == f"「{SEVEN}：加油站北侧有垃圾\n味道很大」"


def test_words_in_brackets_without_a_rule_are_no_quote() -> None:
    message = read(f"{TWELVE} 2026/3/5 10:32\n「垃圾不落地」\n牌子倒了").messages[0]
    assert (message.quoted, message.text) == ("", "「垃圾不落地」\n牌子倒了")


PICTURE, PLACE = PlaceholderKind.PICTURE, PlaceholderKind.PLACE


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param("[图片]", [(PICTURE, "", "")], id="picture"),
        pytest.param("【图片】", [(PICTURE, "", "")], id="wide-brackets"),
        pytest.param("[图片][图片]", [(PICTURE, "", ""), (PICTURE, "", "")], id="two-pictures"),
        pytest.param("[图片: 0.jpg(请在附件中查看)]", [(PICTURE, "0.jpg", "")], id="named"),
        pytest.param("[Photo]", [(PICTURE, "", "")], id="english"),
        pytest.param("mmexport1777858200000.jpg", [(PICTURE, "mmexport1777858200000.jpg", "")], id="file-name"),
        pytest.param('[语音] 12"', [(PlaceholderKind.VOICE, "", "")], id="voice"),
        pytest.param("[视频]", [(PlaceholderKind.VIDEO, "", "")], id="video"),
        pytest.param("[动画表情]", [(PlaceholderKind.STICKER, "", "")], id="sticker"),
        pytest.param("[位置]内蒙古达拉特旗某路", [(PLACE, "", "内蒙古达拉特旗某路")], id="place"),
        pytest.param("[位置: 某路口]", [(PLACE, "", "某路口")], id="place-inside"),
        pytest.param("位置分享：某路口", [(PLACE, "", "某路口")], id="place-shared"),
        pytest.param("[文件]说明.pdf", [(PlaceholderKind.FILE, "说明.pdf", "说明.pdf")], id="file"),
        pytest.param("[链接]某公众号文章", [(PlaceholderKind.LINK, "", "某公众号文章")], id="link"),
        pytest.param("[聊天记录]", [(PlaceholderKind.RECORD, "", "")], id="record"),
        pytest.param("[强][抱拳]", [], id="emoticons-are-words"),
        pytest.param("见[图]和[1]", [], id="brackets-of-a-text"),
    ],
)  # fmt: skip
def test_placeholders(line: str, found: list[tuple[PlaceholderKind, str, str]]) -> None:
    message = read(f"{SEVEN} 2026/3/5 10:31\n{line}").messages[0]
    assert message.placeholders == tuple(
        Placeholder(kind=kind, name=name, words=words) for kind, name, words in found
    )


def test_hidden_characters_go_and_rare_ones_stay() -> None:
    message = read(f"{SEVEN} 2026/3/5 10:31\n\u202e𠮷家\u200b门口👨‍🌾有垃圾\ufeff").messages[0]
    assert message.text == "𠮷家门口👨‍🌾有垃圾"


def test_garbled_words_are_marked() -> None:
    assert PasteWarning.GARBLED in read("锟斤拷锟斤拷").warnings
    assert PasteWarning.GARBLED not in read("有人倒垃圾").warnings


def test_nothing_pasted_is_nothing() -> None:
    pasted = read(" \n\u200b\n")
    assert (pasted.messages, pasted.left_out, pasted.kind) == ((), (), PasteKind.PLAIN)
