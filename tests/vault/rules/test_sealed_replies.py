"""The office's words to a reporter are read with the receipt and with nothing else."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.vault.rules.receipts import make_receipt, receipt_key, receipt_lookup
from xiezhi.vault.rules.replies import PAD_BYTES, open_words, reply_key_of, seal_words

SALT = bytes(range(32))
MESSAGE = UUID(int=7)
KEY = receipt_key(make_receipt(7), SALT)


def test_two_contexts_of_one_receipt_have_nothing_in_common() -> None:
    receipt = make_receipt(7)
    assert receipt_key(receipt, SALT) == receipt_key(receipt, SALT)
    assert receipt_key(receipt, SALT) != receipt_lookup(receipt, SALT)
    assert reply_key_of(receipt_key(receipt, SALT)) != receipt_lookup(receipt, SALT)


@settings(max_examples=60)
@given(st.text(max_size=2000))
def test_words_come_back_as_they_were(words: str) -> None:
    words = words.encode(errors="ignore").decode()
    sealed = seal_words(reply_key_of(KEY), words, message_id=MESSAGE)
    assert open_words(KEY, sealed, message_id=MESSAGE) == words


def test_another_receipt_message_or_byte_reads_nothing() -> None:
    sealed = seal_words(reply_key_of(KEY), "请补充拍摄时间", message_id=MESSAGE)
    altered = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for key, box, message in (
        (receipt_key(make_receipt(7), SALT), sealed, MESSAGE),
        (KEY, sealed, UUID(int=8)),
        (KEY, altered, MESSAGE),
        (KEY, sealed[:40], MESSAGE),
    ):
        with pytest.raises(InvalidInputError, match=r"vault\.reply_unreadable"):
            open_words(key, box, message_id=message)


def test_length_tells_only_a_size_class() -> None:
    lengths = {
        len(seal_words(reply_key_of(KEY), "问" * count, message_id=MESSAGE))
        for count in (0, 1, 160)
    }
    assert len(lengths) == 1
    assert lengths.pop() > PAD_BYTES
