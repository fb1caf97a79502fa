"""The allow-list: what is not on it does not cross, at either end."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from tests.exchange.envelopes import picture, transfer
from xiezhi.exchange.rules.allow_list import FIELDS, LABELS, MAX_CONTENT_BYTES, check_item
from xiezhi.exchange.rules.fields import (
    Fields,
    FieldType,
    check_fields,
    code,
    integer,
    line,
    lines,
    plain,
    rows,
    sealed,
    text,
)
from xiezhi.exchange.rules.items import SENT_TO, TAKEN_FROM, Item, ItemKind, PeerKind
from xiezhi.kernel.errors import InvalidInputError

# What would tell who reported; each may cross in one place only, or sealed.
TELLING = {"phone", "telephone", "mobile", "contact", "reporter", "exif"}


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        (text(5), ["", "一二三四五", "a\nb"], ["一二三四五六", "\x00", "\x1b[2J", 5, ["a"]]),
        (line(5), ["", "一二三四五"], ["a\nb", "a\rb", "一二三四五六", None.__class__]),
        (code({"a": "甲"}), ["a"], ["b", "", "甲", 1]),
        (integer(9), [0, 9], [-1, 10, True, 1.0, "1"]),
        (sealed(3), ["AAAA", ""], ["AAAAAAAA", "not base64", "AAA", 5]),
        (lines(3, most=2), [[], ["a", "bcd"]], [["abcd"], ["a", "b", "c"], "ab", [1]]),
        (plain(FieldType.BOOLEAN), [True, False], [0, "true", []]),
        (plain(FieldType.DAY), ["2026-11-25"], ["2026-13-01", "20261125", "2026-11-25T00:00"]),
        (
            plain(FieldType.INSTANT),
            ["2026-11-25T02:00:00.000000Z"],
            ["2026-11-25T02:00:00", "gestern", "2026-11-25"],
        ),
        (plain(FieldType.ID), [str(UUID(int=7))], ["7", UUID(int=7).hex, "../../etc/passwd"]),
        (plain(FieldType.HASH), ["0" * 64], ["0" * 63, "g" * 64, "0" * 65, "A" * 64]),
        (plain(FieldType.DECIMAL), ["40.33", "-109.85", "0"], ["NaN", "1e9", "", "1,5", "٣"]),
    ],
    ids=lambda value: getattr(value, "type", None),
)
def test_a_field_takes_its_own_type_only(rule: Any, good: list[Any], bad: list[Any]) -> None:
    for value in good:
        check_fields({"field": rule}, {"field": value}, kind="test")
    for value in bad:
        with pytest.raises(InvalidInputError, match=r"exchange\.field_(wrong|unknown)"):
            check_fields({"field": rule}, {"field": value}, kind="test")


def test_rows_are_checked_row_by_row() -> None:
    fields: Fields = {"organs": rows({"name": line(4, required=True)}, most=2)}
    check_fields(fields, {"organs": [{"name": "水利局"}]}, kind="test")
    wrong: Any = ([{}], [{"name": "水利局", "head": "某"}], [{"name": "a"}] * 3, ["a"], "a")
    for organs in wrong:
        with pytest.raises(InvalidInputError):
            check_fields(fields, {"organs": organs}, kind="test")


def test_a_required_field_is_missed_by_name() -> None:
    body = {key: value for key, value in transfer(1).body.items() if key != "facts"}
    with pytest.raises(InvalidInputError, match=r"exchange\.field_missing") as refusal:
        check_item(replace(transfer(1), body=body))
    assert refusal.value.params["field"] == "facts"


def test_an_unknown_field_is_refused_by_name() -> None:
    with pytest.raises(InvalidInputError, match=r"exchange\.field_unknown") as refusal:
        check_item(transfer(1, reporter="某人"))
    assert refusal.value.params["field"] == "reporter"


def test_files_are_those_the_body_names() -> None:
    item = transfer(1, picture(1), picture(2))
    check_item(item)
    for files in (item.files[:1], (*item.files, item.files[0]), ()):
        with pytest.raises(InvalidInputError, match=r"exchange\.files_differ"):
            check_item(replace(item, files=files))


def test_an_item_may_not_be_a_bomb() -> None:
    with pytest.raises(InvalidInputError, match=r"exchange\.(item_too_large|field_wrong)"):
        check_item(transfer(1, facts="长" * MAX_CONTENT_BYTES))


@pytest.mark.parametrize("object_id", ["", "x" * 81])
def test_an_item_has_a_sane_id(object_id: str) -> None:
    with pytest.raises(InvalidInputError, match=r"exchange\.item_unnamed"):
        check_item(replace(transfer(1), object_id=object_id))


def test_every_kind_that_travels_has_its_fields() -> None:
    travelling = {kind for kinds in SENT_TO.values() for kind in kinds}
    assert travelling - set(FIELDS) == set()


def test_what_one_side_may_send_the_other_may_take() -> None:
    pairs = {
        PeerKind.OUTER: PeerKind.INNER,
        PeerKind.INNER: PeerKind.OUTER,
        PeerKind.PROCURATORATE: PeerKind.PROCURATORATE,
        PeerKind.SUPERIOR: PeerKind.SUBORDINATE,
        PeerKind.SUBORDINATE: PeerKind.SUPERIOR,
    }
    for we_see, they_see in pairs.items():
        assert SENT_TO[we_see] == TAKEN_FROM[they_see]


def test_nothing_of_leads_goes_outside() -> None:
    between_offices = {
        ItemKind.LEAD_TRANSFER,
        ItemKind.TRANSFER_RECEIPT,
        ItemKind.FILING,
        ItemKind.FILING_RECEIPT,
    }
    assert between_offices & (SENT_TO[PeerKind.OUTER] | SENT_TO[PeerKind.INNER]) == set()


def names_in(fields: Fields) -> set[str]:
    inner = {name for field in fields.values() for name in names_in(field.rows)}
    return set(fields) | inner


def test_every_field_has_its_label() -> None:
    named = {name for fields in FIELDS.values() for name in names_in(fields)}
    assert named - set(LABELS) == set()


def test_no_report_crosses_with_an_open_identity() -> None:
    assert names_in(FIELDS[ItemKind.REPORT]) & TELLING == set()
    assert FIELDS[ItemKind.REPORT]["sealed"].type is FieldType.SEALED
    for kind in (ItemKind.LEAD_TRANSFER, ItemKind.FILING):
        assert names_in(FIELDS[kind]) & TELLING == set()


def test_the_digest_names_kind_object_and_content() -> None:
    item = transfer(1)
    others = [
        transfer(2),
        transfer(1, title="另一条"),
        replace(item, kind=ItemKind.FILING),
    ]
    assert item.digest not in {other.digest for other in others}
    assert (
        Item(kind=item.kind, object_id=item.object_id, body=dict(item.body)).digest == item.digest
    )
