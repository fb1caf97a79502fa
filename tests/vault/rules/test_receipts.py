"""Receipts: what was given out is recognised however it is typed, slips are noticed."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.vault.rules.receipts import (
    DEFAULT_COST,
    HASH_BYTES,
    MAX_TENANT_NUMBER,
    MAX_TEXT_LENGTH,
    MIN_SALT_BYTES,
    RECEIPT_DIGITS,
    SECRET_DIGITS,
    HashingCost,
    Receipt,
    make_receipt,
    parse_receipt,
    receipt_lookup,
)

CHEAP = HashingCost(memory_kib=8, passes=1)
SALT = bytes(range(MIN_SALT_BYTES))
RECEIPT = Receipt(tenant_number=7, secret="3909910961567669991843314")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

receipts = st.builds(
    Receipt,
    tenant_number=st.integers(1, MAX_TENANT_NUMBER),
    secret=st.text("0123456789", min_size=SECRET_DIGITS, max_size=SECRET_DIGITS),
)
places = st.integers(0, RECEIPT_DIGITS - 1)


def refusal_code(text: str) -> str:
    with pytest.raises(InvalidInputError) as refusal:
        parse_receipt(text)
    return refusal.value.code


def test_secret_has_at_least_80_bits() -> None:
    assert 10**SECRET_DIGITS > 2**80


def test_receipt_is_shown_in_seven_groups_of_four() -> None:
    assert RECEIPT.grouped == "0739 0991 0961 5676 6999 1843 3149"


def test_receipts_differ_and_carry_the_tenant() -> None:
    made = {make_receipt(7).digits for _ in range(200)}

    assert len(made) == 200
    assert {digits[:2] for digits in made} == {"07"}


def test_secret_digits_are_spread_evenly() -> None:
    text = "".join(make_receipt(1).secret for _ in range(400))

    # 10,000 digits: 1,000 of each expected, standard deviation 30.
    assert all(820 < text.count(digit) < 1180 for digit in "0123456789")


@settings(deadline=None)
@given(receipts)
def test_receipt_comes_back_as_shown_and_as_digits(receipt: Receipt) -> None:
    assert parse_receipt(receipt.grouped) == parse_receipt(receipt.digits) == receipt


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(RECEIPT.grouped.translate(FULL_WIDTH), id="full-width digits"),
        pytest.param(RECEIPT.grouped.replace(" ", "-"), id="hyphens"),
        pytest.param(RECEIPT.grouped.replace(" ", "－"), id="full-width hyphens"),
        pytest.param(RECEIPT.grouped.replace(" ", "—"), id="dashes"),
        pytest.param(RECEIPT.grouped.replace(" ", "\u3000"), id="ideographic spaces"),
        pytest.param(RECEIPT.grouped.replace(" ", "\r\n"), id="lines"),
        pytest.param(f"\ufeff\u200b {RECEIPT.digits}\u200b\n", id="marks of copied text"),
        pytest.param(" - ".join(RECEIPT.digits), id="a dash and spaces between all digits"),
    ],
)
def test_receipt_is_recognised_however_it_is_typed(text: str) -> None:
    assert parse_receipt(text) == RECEIPT


@settings(deadline=None)
@given(receipt=receipts, at=places, digit=st.sampled_from("0123456789"))
def test_one_wrong_digit_is_noticed(receipt: Receipt, at: int, digit: str) -> None:
    digits = receipt.digits
    assume(digits[at] != digit)

    assert refusal_code(digits[:at] + digit + digits[at + 1 :]) == "vault.receipt_check"


@settings(deadline=None)
@given(receipt=receipts, at=st.integers(0, RECEIPT_DIGITS - 2))
def test_two_swapped_neighbours_are_noticed(receipt: Receipt, at: int) -> None:
    digits = receipt.digits
    assume(digits[at] != digits[at + 1])

    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]

    assert refusal_code(swapped) == "vault.receipt_check"


def test_every_slip_in_one_receipt_is_noticed() -> None:
    digits = RECEIPT.digits
    wrong = [
        digits[:at] + digit + digits[at + 1 :]
        for at in range(RECEIPT_DIGITS)
        for digit in "0123456789"
        if digit != digits[at]
    ]

    assert {refusal_code(text) for text in wrong} == {"vault.receipt_check"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("", "vault.receipt_length", id="nothing"),
        pytest.param(" - ", "vault.receipt_length", id="separators only"),
        pytest.param(RECEIPT.digits[:-1], "vault.receipt_length", id="digit missing"),
        pytest.param(RECEIPT.digits + "0", "vault.receipt_length", id="digit too many"),
        pytest.param("O" + RECEIPT.digits[1:], "vault.receipt_characters", id="letter O"),
        pytest.param("〇" + RECEIPT.digits[1:], "vault.receipt_characters", id="Chinese zero"),
        pytest.param("٠" + RECEIPT.digits[1:], "vault.receipt_characters", id="Arabic digit"),
        pytest.param("①" * 28, "vault.receipt_characters", id="circled digits"),
        pytest.param(RECEIPT.digits + "\0", "vault.receipt_characters", id="NUL"),
        pytest.param("\ud800", "vault.receipt_characters", id="lone surrogate"),
        pytest.param("0" * RECEIPT_DIGITS, "vault.receipt_tenant", id="zeros"),
        pytest.param("0" * (MAX_TEXT_LENGTH + 1), "vault.receipt_overlong", id="overlong"),
        pytest.param(" " * 10_000_000, "vault.receipt_overlong", id="ten megabytes"),
    ],
)
def test_what_is_no_receipt_is_refused_by_name(text: str, code: str) -> None:
    assert refusal_code(text) == code


@settings(deadline=None)
@given(st.text(max_size=2 * MAX_TEXT_LENGTH))
def test_any_text_is_a_receipt_or_refused(text: str) -> None:
    try:
        receipt = parse_receipt(text)
    except InvalidInputError:
        return

    assert parse_receipt(receipt.digits) == receipt


@pytest.mark.parametrize("tenant_number", [-1, 0, MAX_TENANT_NUMBER + 1])
def test_tenant_number_out_of_range_is_refused(tenant_number: int) -> None:
    with pytest.raises(InvalidInputError, match=r"vault\.receipt_tenant"):
        make_receipt(tenant_number)


@pytest.mark.parametrize("secret", ["", "1" * 24, "1" * 26, "１" * 25, "x" * 25])
def test_receipt_with_an_odd_secret_cannot_be_made(secret: str) -> None:
    with pytest.raises(InvalidInputError, match=r"vault\.receipt_length"):
        Receipt(tenant_number=7, secret=secret)


def test_secret_does_not_show_in_logs() -> None:
    assert f"{RECEIPT!r} {RECEIPT}" == "Receipt(tenant_number=7) Receipt(tenant_number=7)"


def test_lookup_is_the_same_for_the_same_receipt() -> None:
    typed = parse_receipt(RECEIPT.grouped)

    assert receipt_lookup(RECEIPT, SALT, CHEAP) == receipt_lookup(typed, SALT, CHEAP)


@pytest.mark.parametrize(
    ("receipt", "salt", "cost"),
    [
        pytest.param(Receipt(tenant_number=8, secret=RECEIPT.secret), SALT, CHEAP, id="tenant"),
        pytest.param(Receipt(tenant_number=7, secret="0" * 25), SALT, CHEAP, id="secret"),
        pytest.param(RECEIPT, SALT[::-1], CHEAP, id="salt"),
        pytest.param(RECEIPT, SALT, HashingCost(memory_kib=8, passes=2), id="cost"),
    ],
)
def test_lookup_differs_with_every_part(receipt: Receipt, salt: bytes, cost: HashingCost) -> None:
    assert receipt_lookup(receipt, salt, cost) != receipt_lookup(RECEIPT, SALT, CHEAP)


def test_lookup_by_default_takes_one_mebibyte_and_two_passes() -> None:
    assert HashingCost(memory_kib=1024, passes=2, lanes=1) == DEFAULT_COST
    assert len(receipt_lookup(RECEIPT, SALT)) == HASH_BYTES


def test_lookup_of_a_known_receipt_never_changes() -> None:
    # Receipts already given out must stay valid in every later version.
    assert (
        receipt_lookup(RECEIPT, SALT).hex()
        == "ad3fa517e430350bd052e6073ee4ab2b32115fee8a543111062b6e5474ef1a81"
    )


def test_short_salt_is_refused() -> None:
    with pytest.raises(InvalidInputError, match=r"vault\.salt_length"):
        receipt_lookup(RECEIPT, SALT[:-1])
