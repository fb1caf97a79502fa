"""Receipts 查询码: 28 digits a reporter keeps, the only way back to a report.

Two digits name the procuratorate, 25 are random (83 bits), the last is a check digit. Digits,
because every phone has a keyboard for them. A lost receipt cannot be restored.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from typing import Final

from argon2.low_level import Type, hash_secret_raw

from xiezhi.kernel.errors import InvalidInputError

TENANT_DIGITS: Final = 2
SECRET_DIGITS: Final = 25
RECEIPT_DIGITS: Final = TENANT_DIGITS + SECRET_DIGITS + 1
MAX_TENANT_NUMBER: Final = 10**TENANT_DIGITS - 1
# Room for a space, a dash and an invisible mark round every digit, not for a document.
MAX_TEXT_LENGTH: Final = 4 * RECEIPT_DIGITS
MIN_SALT_BYTES: Final = 16
HASH_BYTES: Final = 32

_GROUP: Final = 4
_SEPARATORS: Final = (
    " \t\r\n\u00a0\u2002\u2003\u2009\u202f\u3000"  # spaces
    "-_\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\ufe63\uff0d"  # dashes
    "\u200b\u200c\u200d\u2060\ufeff"  # invisible marks that come along with copied text
)
_NORMAL_FORM: Final = str.maketrans("０１２３４５６７８９", "0123456789", _SEPARATORS)

# Source: H. M. Damm, "Total anti-symmetrische Quasigruppen", 2004. Finds every wrong digit and
# every swap of two neighbours.
_DAMM: Final = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A well-formed receipt; whether a report answers to it is another question.

    Attributes:
        tenant_number: public number of the procuratorate, 1 to 99; no secret.
        secret: the random digits; kept out of ``repr`` so that no log shows them.
    """

    tenant_number: int
    secret: str = field(repr=False)

    def __post_init__(self) -> None:
        if not 1 <= self.tenant_number <= MAX_TENANT_NUMBER:
            raise InvalidInputError("vault.receipt_tenant")
        if len(self.secret) != SECRET_DIGITS or not _are_digits(self.secret):
            raise InvalidInputError("vault.receipt_length", digits=RECEIPT_DIGITS)

    @property
    def digits(self) -> str:
        """All digits, check digit last."""
        body = f"{self.tenant_number:0{TENANT_DIGITS}}{self.secret}"
        return f"{body}{_check_digit(body)}"

    @property
    def grouped(self) -> str:
        """The digits in groups of four, as shown to the reporter."""
        digits = self.digits
        return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


@dataclass(frozen=True, slots=True, kw_only=True)
class HashingCost:
    """What one look-up costs a guesser, and the server.

    The secret has 83 bits, so no cost at all would be safe against guessing; a small one keeps a
    stolen table from being searched at hashing speed without making the door easy to block
    (docs/decisions/0006-receipts.md). Changing it orphans every receipt already given out.
    """

    memory_kib: int = 1024
    passes: int = 2
    lanes: int = 1


DEFAULT_COST: Final = HashingCost()


def make_receipt(tenant_number: int) -> Receipt:
    """Return a fresh random receipt of one procuratorate.

    Raises:
        InvalidInputError: ``vault.receipt_tenant``.
    """
    secret = f"{secrets.randbelow(10**SECRET_DIGITS):0{SECRET_DIGITS}}"
    return Receipt(tenant_number=tenant_number, secret=secret)


def derived_receipt(tenant_number: int, *, key: bytes, submission: bytes) -> Receipt:
    """Return the receipt of one submission: the same each time it is asked for.

    A phone whose answer was lost sends the same submission again and must get the same receipt,
    which is kept nowhere. Neither the key alone nor the table alone gives it: the submission's
    own secret is known to the phone only.

    Raises:
        InvalidInputError: ``vault.receipt_tenant``.
    """
    digest = hmac.digest(key, b"xiezhi receipt\n" + submission, "sha512")
    number = int.from_bytes(digest) % 10**SECRET_DIGITS
    return Receipt(tenant_number=tenant_number, secret=f"{number:0{SECRET_DIGITS}}")


def parse_receipt(text: str) -> Receipt:
    """Return the receipt somebody typed, with spaces, dashes or full-width digits as they like.

    Raises:
        InvalidInputError: ``vault.receipt_overlong``, ``receipt_characters``, ``receipt_length``
            or ``receipt_check`` (a slip of the finger), ``receipt_tenant``.
    """
    if len(text) > MAX_TEXT_LENGTH:
        raise InvalidInputError("vault.receipt_overlong")
    digits = text.translate(_NORMAL_FORM)
    if digits and not _are_digits(digits):
        raise InvalidInputError("vault.receipt_characters")
    if len(digits) != RECEIPT_DIGITS:
        raise InvalidInputError("vault.receipt_length", digits=RECEIPT_DIGITS)
    if _check_digit(digits) != 0:
        raise InvalidInputError("vault.receipt_check")
    return Receipt(tenant_number=int(digits[:TENANT_DIGITS]), secret=digits[TENANT_DIGITS:-1])


def receipt_lookup(receipt: Receipt, salt: bytes, cost: HashingCost = DEFAULT_COST) -> bytes:
    """Return the 32 bytes under which the report of a receipt is filed.

    The salt is one per installation and kept apart from the database: a look-up must find the
    row without knowing it, so it cannot be one per row.

    Raises:
        InvalidInputError: ``vault.salt_length``.
    """
    return _hashed(b"xiezhi receipt lookup\n", receipt, salt, cost)


def receipt_key(receipt: Receipt, salt: bytes, cost: HashingCost = DEFAULT_COST) -> bytes:
    """Return the 32 bytes that open what was sealed to the holder of a receipt; kept nowhere.

    Raises:
        InvalidInputError: ``vault.salt_length``.
    """
    return _hashed(b"xiezhi receipt key\n", receipt, salt, cost)


def _hashed(purpose: bytes, receipt: Receipt, salt: bytes, cost: HashingCost) -> bytes:
    """Return argon2id of a receipt in one of two contexts: neither value leads to the other."""
    if len(salt) < MIN_SALT_BYTES:
        raise InvalidInputError("vault.salt_length", bytes=len(salt))
    return hash_secret_raw(
        secret=purpose + receipt.digits.encode(),
        salt=salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=HASH_BYTES,
        type=Type.ID,
    )


def _check_digit(digits: str) -> int:
    """Return the digit that, appended, brings the running state back to zero."""
    state = 0
    for digit in digits:
        state = _DAMM[state][int(digit)]
    return state


def _are_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()
