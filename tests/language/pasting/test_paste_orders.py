"""Work orders of the 12345 line as text, as a form, as rows of a table."""

import pytest

from tests.language.pasting.cast import at, read, rows, uncovered_lines
from xiezhi.language.pasting import LeftOutReason, OrderField, PasteKind, PasteWarning, RowReason

FIELDS = {
    OrderField.NUMBER: "202603050012",
    OrderField.CALLER: "来电人甲",
    OrderField.PHONE: "13800000000",
    OrderField.WORDS: "展旦召苏木加油站北侧有人倒垃圾，味道很大。",
    OrderField.PLACE: "展旦召苏木加油站北200米",
    OrderField.RECEIVED: "2026-03-05 09:12:33",
    OrderField.UNIT: "生态环境分局",
    OrderField.DUE: "2026-03-12 18:00",
}
LABELS = {
    OrderField.NUMBER: "工单编号",
    OrderField.CALLER: "来电人",
    OrderField.PHONE: "联系电话",
    OrderField.WORDS: "诉求内容",
    OrderField.PLACE: "事发地址",
    OrderField.RECEIVED: "受理时间",
    OrderField.UNIT: "承办单位",
    OrderField.DUE: "办理时限",
}


def form(mark: str, between: str, *, opening: str = "") -> str:
    return between.join(f"{opening}{LABELS[field]}{mark}{value}" for field, value in FIELDS.items())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(form("：", "\n"), id="wide-colon"),
        pytest.param(form(":", "\n"), id="narrow-colon"),
        pytest.param(form(" : ", "\n"), id="spaced-colon"),
        pytest.param(form("：", " "), id="one-line"),
        pytest.param(form("：", "；"), id="one-line-semicolons"),
        pytest.param(form("：", "，"), id="one-line-commas"),
        pytest.param(form(" ", "\n"), id="no-colon"),
        pytest.param(form("\n", "\n"), id="value-below"),
        pytest.param(form("】", "\n", opening="【"), id="brackets"),
        pytest.param(form("\t", "\n"), id="two-columns"),
        pytest.param(
            form("：", "\n").replace("来电人：", "来 电 人：").replace("承办单位", "承办　单位"),
            id="stretched-labels",
        ),
        pytest.param(form("\t", "\t"), id="cells-of-one-row"),
        pytest.param(
            "\t".join(LABELS.values()) + "\n" + "\t".join(FIELDS.values()), id="table-with-headings"
        ),
        pytest.param(
            "政务服务便民热线\n" + "\t".join(LABELS.values()) + "\n" + "\t".join(FIELDS.values()),
            id="table-under-a-title",
        ),
    ],
)
def test_the_fields_of_an_order_are_found_in_every_form(text: str) -> None:
    pasted = read(text)
    assert pasted.kind == PasteKind.WORK_ORDER
    (message,) = pasted.messages
    assert message.order is not None
    assert {field: message.order.get(field) for field in FIELDS} == FIELDS
    assert message.order.received_at == message.sent_at == at(9, 12, second=33)
    assert message.order.due_at == at(18, 0, days_ago=-7)
    assert uncovered_lines(pasted) == []


def test_several_orders_are_several_messages_and_rows() -> None:
    text = form("：", "\n")
    second = text.replace("0012", "0013").replace("垃圾", "农药瓶")
    grouped = rows(f"12345转办单\n{text}\n\n{second}\n")
    assert [row.external_number for row in grouped.rows] == ["202603050012", "202603050013"]
    assert [row.reasons for row in grouped.rows] == [(RowReason.OWN_DOCUMENT,)] * 2
    assert grouped.rows[1].alike == 0


def test_what_stands_above_the_first_label_is_left_out_by_name() -> None:
    pasted = read(f"12345转办单\n（急件）\n{form('：', chr(10))}")
    assert [(one.reason, one.text) for one in pasted.left_out] == [
        (LeftOutReason.PREFACE, "12345转办单\n（急件）")
    ]


def test_orders_without_numbers_begin_anew_with_their_first_label() -> None:
    one = "来电人：甲\n联系电话：13800000000\n诉求内容：路灯不亮"
    assert len(read(f"{one}\n{one}").messages) == 2


def test_a_cell_may_hold_several_lines() -> None:
    text = '工单编号\t来电人\t诉求内容\n1\t甲\t"第一行\n第二行"\n2\t乙\t路灯不亮'
    pasted = read(text)
    assert [
        message.order.get(OrderField.WORDS) for message in pasted.messages if message.order
    ] == [
        "第一行\n第二行",
        "路灯不亮",
    ]
    assert [(message.first_line, message.last_line) for message in pasted.messages] == [
        (2, 3),
        (4, 4),
    ]


def test_a_single_quote_mark_does_not_swallow_the_rows_below() -> None:
    pasted = read('工单编号\t来电人\t诉求内容\n1\t甲\t"井盖坏了\n2\t乙\t路灯不亮')
    assert len(pasted.messages) == 2


def test_columns_without_headings_are_guessed_and_said_to_be() -> None:
    pasted = read(
        "202603050012\t来先生\t13800000000\t2026/3/5 9:00\t加油站北侧有人倒垃圾味道很大\n"
        "202603050013\t乙女士\t13800000001\t2026/3/5 9:10\t路灯不亮已经三天无人修理"
    )
    first = pasted.messages[0]
    assert pasted.warnings == (PasteWarning.COLUMNS_GUESSED,)
    assert first.order is not None
    assert [value.field for value in first.order.values] == [
        OrderField.NUMBER,
        OrderField.CALLER,
        OrderField.PHONE,
        OrderField.RECEIVED,
        OrderField.WORDS,
    ]


def test_labels_inside_the_callers_words_stay_words() -> None:
    text = "工单编号：1\n来电人：甲\n诉求内容：来电人说，地址：加油站旁，联系电话：不愿说。\n事发地址：展旦召"
    order = read(text).messages[0].order
    assert order is not None
    assert order.get(OrderField.PLACE) == "展旦召"
    assert order.get(OrderField.WORDS).startswith("来电人说，地址：加油站旁")


def test_a_field_written_twice_is_marked() -> None:
    pasted = read("工单编号：1\n来电人：甲\n诉求内容：有垃圾\n诉求内容：还有污水")
    assert PasteWarning.FIELD_TWICE in pasted.warnings
    assert len(pasted.messages) == 1


def test_an_order_of_the_future_is_undated() -> None:
    pasted = read(form("：", "\n").replace("2026-03-05 09:12:33", "2026-03-15 09:12:33"))
    assert pasted.messages[0].sent_at is None
    assert PasteWarning.IN_FUTURE in pasted.warnings


@pytest.mark.parametrize(
    "text",
    [
        "诉求内容：有垃圾",
        "地址：加油站\n电话：13800000000\n内容：有垃圾",
        "来电人说工单编号和诉求内容都不知道",
    ],
)
def test_a_few_labels_make_no_order(text: str) -> None:
    assert read(text).kind == PasteKind.PLAIN


def test_an_order_copied_into_a_chat_is_an_order_of_its_own_there() -> None:
    text = (
        "展旦召07号网格员 2026/3/5 10:31\n路边有死羊在沟里\n\n"
        f"展旦召07号网格员 2026/3/5 10:32\n{form('：', chr(10))}"
    )
    grouped = rows(text)
    assert [row.external_number for row in grouped.rows] == ["", "202603050012"]
    assert read(text).kind == PasteKind.WECHAT_COPY


def test_the_row_of_an_order_has_its_content_place_and_caller() -> None:
    row = rows(form("：", "\n")).rows[0]
    assert row.words == FIELDS[OrderField.WORDS]
    assert (row.place.town, row.place.words) == ("展旦召苏木", "展旦召苏木加油站北200米")
    assert (row.contact_name, row.contact_phone) == ("来电人甲", "13800000000")
    assert row.numbers == ()
    assert row.speaker == ""
    assert "13800000000" not in repr(row)
