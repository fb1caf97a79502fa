"""A private key as three sheets of words, any two of which give it back; one alone tells nothing.

Shamir's sharing over GF(256) with a checksum in each sheet: SLIP-0039, as the package
``shamir-mnemonic`` writes it. The words are printed and kept in three safes.
"""

from typing import Final

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.share import Share
from shamir_mnemonic.wordlist import WORDLIST

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.vault.rules.sealing import checked_key

SHEETS: Final = 3
NEEDED: Final = 2
_WORDS: Final = frozenset(WORDLIST)


def split_key(key: bytes) -> tuple[str, ...]:
    """Return three sheets of words.

    Raises:
        InvalidInputError: ``vault.key_length``.
    """
    groups = generate_mnemonics(1, [(NEEDED, SHEETS)], checked_key(key), iteration_exponent=0)
    return tuple(groups[0])


def join_sheets(sheets: list[str]) -> bytes:
    """Return the key of two sheets or more.

    Raises:
        InvalidInputError: ``vault.sheet_word`` with the ``word`` and its ``place``;
            ``vault.sheet_checksum``: a word in its place is another's; ``vault.sheets_differ``:
            the sheets belong to different keys, or are the same one, or are too few.
    """
    read = [_checked(sheet) for sheet in sheets]
    try:
        return checked_key(combine_mnemonics(read))
    except MnemonicError as error:
        raise InvalidInputError("vault.sheets_differ") from error


def _checked(sheet: str) -> str:
    words = sheet.lower().split()
    for place, word in enumerate(words, start=1):
        if word not in _WORDS:
            raise InvalidInputError("vault.sheet_word", word=word[:20], place=place)
    try:
        Share.from_mnemonic(" ".join(words))
    except MnemonicError as error:
        raise InvalidInputError("vault.sheet_checksum") from error
    return " ".join(words)
