"""Canonical JSON: one text per value, and a refusal for whatever has none."""

import json
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiezhi.kernel.errors import DomainError, InvalidInputError
from xiezhi.ledger.rules.canonical import MAX_DEPTH, MAX_INTEGER, Json, canonical_bytes

CHINA = timezone(timedelta(hours=8))


class Act(StrEnum):
    REGISTERED = "registered"


class Grade(IntEnum):
    FIRST = 1


def nested(depth: int) -> Json:
    value: Json = None
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param({}, "{}", id="nothing"),
        pytest.param({"b": 1, "a": None, "A": True}, '{"A":true,"a":null,"b":1}', id="keys sorted"),
        pytest.param(
            {"\uff21": 1, "\U0001f600": 2},
            '{"\U0001f600":2,"\uff21":1}',
            id="keys sorted by UTF-16 unit, RFC 8785 section 3.2.3",
        ),
        pytest.param(
            '\u20ac$\x0f\nA\'B"\\\\"/\x7f',
            '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\x7f"',
            id="escapes, RFC 8785 section 3.2.2.2",
        ),
        pytest.param("\b\t\f\r\0", '"\\b\\t\\f\\r\\u0000"', id="short escapes"),
        pytest.param("e\u0301", '"\u00e9"', id="NFC"),
        pytest.param("展旦召苏木 \U00020bb7", '"展旦召苏木 \U00020bb7"', id="Han characters"),
        pytest.param((1, [2, ()]), "[1,[2,[]]]", id="sequences"),
        pytest.param(-MAX_INTEGER, "-9007199254740991", id="smallest integer"),
        pytest.param([Act.REGISTERED, Grade.FIRST], '["registered",1]', id="enums"),
        pytest.param(
            datetime(2026, 3, 1, 7, 30, tzinfo=CHINA),
            '"2026-02-28T23:30:00.000000Z"',
            id="instant in UTC",
        ),
        pytest.param(
            datetime(2026, 3, 1, 7, 30, 1, 5, tzinfo=UTC),
            '"2026-03-01T07:30:01.000005Z"',
            id="instant with six digits",
        ),
        pytest.param(date(2026, 3, 1), '"2026-03-01"', id="day"),
        pytest.param(uuid.UUID(int=1), '"00000000-0000-0000-0000-000000000001"', id="UUID"),
    ],
)
def test_value_has_one_text(value: Json, text: str) -> None:
    assert canonical_bytes(value) == text.encode()


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        pytest.param(1.0, "float", id="float"),
        pytest.param(float("nan"), "float", id="NaN"),
        pytest.param(Decimal(1), "Decimal", id="decimal"),
        pytest.param(b"ab", "bytes", id="bytes"),
        pytest.param({1, 2}, "set", id="set"),
        pytest.param(MAX_INTEGER + 1, "integer", id="integer too large"),
        pytest.param({1: "a"}, "key", id="key is no text"),
        pytest.param({"\u00e9": 1, "e\u0301": 2}, "duplicate_key", id="keys equal after NFC"),
        pytest.param(["\ud800"], "surrogate", id="lone surrogate"),
        pytest.param({"\udfff": 1}, "surrogate", id="lone surrogate in a key"),
        pytest.param(datetime(2026, 3, 1), "naive_datetime", id="naive"),  # noqa: DTZ001
        pytest.param(
            datetime.min.replace(tzinfo=CHINA), "datetime_range", id="before the first year"
        ),
        pytest.param(nested(MAX_DEPTH + 1), "depth", id="too deep"),
        pytest.param(nested(5000), "depth", id="deeper than the stack"),
    ],
)
def test_value_without_one_text_is_refused(value: Json, reason: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        canonical_bytes(value)

    assert (refusal.value.code, refusal.value.params) == (
        "ledger.not_canonical",
        {"reason": reason},
    )


plain_values = st.recursive(
    st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)


@settings(deadline=None)
@given(plain_values)
def test_text_reads_back_as_itself(value: Json) -> None:
    try:
        text = canonical_bytes(value)
    except DomainError:
        return

    assert canonical_bytes(json.loads(text)) == text


@settings(deadline=None)
@given(st.dictionaries(st.text("abcé\u0301", max_size=3), st.integers(0, 9), min_size=2))
def test_order_of_insertion_does_not_matter(mapping: Mapping[str, int]) -> None:
    backwards = dict(reversed(list(mapping.items())))
    try:
        text = canonical_bytes(mapping)
    except DomainError:
        return

    assert canonical_bytes(backwards) == text


@settings(deadline=None)
@given(st.datetimes(timezones=st.timezones()), st.sampled_from([UTC, CHINA]))
def test_same_instant_has_the_same_text_in_every_zone(instant: datetime, zone: timezone) -> None:
    try:
        text = canonical_bytes(instant)
        elsewhere = instant.astimezone(zone)
    except (DomainError, OverflowError):
        return

    assert canonical_bytes(elsewhere) == text
