"""Salted hashes: equal values do not show, and the values can still be proved."""

from hashlib import sha256

import pytest

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.salted import SALT_BYTES, is_hash_of, new_salt, salted_hash

VALUES = {"state": "registered", "handler": "检察官助理03", "due": None}


def test_hash_is_sha256_over_salt_and_canonical_bytes() -> None:
    salt = bytes(range(SALT_BYTES))

    assert (
        salted_hash({"b": 1, "a": "é"}, salt) == sha256(salt + '{"a":"é","b":1}'.encode()).digest()
    )


def test_same_values_hash_differently_each_time() -> None:
    assert salted_hash(VALUES, new_salt()) != salted_hash(VALUES, new_salt())


def test_values_are_proved_by_their_salt() -> None:
    salt = new_salt()

    assert is_hash_of(salted_hash(VALUES, salt), dict(reversed(VALUES.items())), salt)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(VALUES | {"state": "shelved"}, id="changed"),
        pytest.param(VALUES | {"more": None}, id="added"),
        pytest.param({"state": "registered"}, id="left out"),
    ],
)
def test_other_values_are_not_proved(other: dict[str, str | None]) -> None:
    salt = new_salt()

    assert not is_hash_of(salted_hash(VALUES, salt), other, salt)


def test_other_salt_does_not_prove() -> None:
    assert not is_hash_of(salted_hash(VALUES, new_salt()), VALUES, new_salt())


@pytest.mark.parametrize("length", [0, SALT_BYTES - 1, SALT_BYTES + 1])
def test_salt_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(InvalidInputError, match=r"ledger\.salt_length"):
        salted_hash(VALUES, b"\0" * length)
