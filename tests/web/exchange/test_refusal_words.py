"""Refusals of exchange name kinds and fields in words, never by the code they are kept under."""

import pytest

from xiezhi.exchange.rules.items import KIND_LABELS, ItemKind
from xiezhi.kernel.errors import InvalidInputError, NotAllowedError
from xiezhi.web.exchange.problems import register_texts
from xiezhi.web.problem_texts import text_of

register_texts()


@pytest.mark.parametrize("kind", ItemKind)
def test_a_kind_is_named_by_its_word(kind: ItemKind) -> None:
    told = text_of(NotAllowedError("exchange.kind_not_taken", kind=kind)).text
    assert KIND_LABELS[kind] in told
    assert kind.value not in told


def test_a_field_is_named_as_the_reviewer_reads_it() -> None:
    error = InvalidInputError("exchange.field_wrong", kind="report", field="received_on")
    assert text_of(error).text == "“反映信息”的字段（收到日期）内容不合要求，没有办。"


def test_what_this_version_does_not_know_stands_for_itself() -> None:
    assert "hologram" in text_of(InvalidInputError("exchange.kind_unknown", kind="hologram")).text
    error = InvalidInputError("exchange.field_unknown", kind="report", field="latitude2")
    assert "latitude2" in text_of(error).text


def test_a_file_of_no_kind_leaves_no_empty_brackets() -> None:
    told = text_of(InvalidInputError("exchange.files_differ", kind="")).text
    assert "（）" not in told
