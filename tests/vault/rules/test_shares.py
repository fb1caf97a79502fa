"""A key on three sheets: any two give it back, one tells nothing, a slip is found."""

import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.vault.rules.shares import SHEETS, join_sheets, split_key

KEYS = st.binary(min_size=32, max_size=32)
KEY = bytes(range(32))


@settings(max_examples=25)
@given(KEYS)
def test_any_two_sheets_give_the_key_back(key: bytes) -> None:
    for pair in itertools.combinations(split_key(key), 2):
        assert join_sheets(list(pair)) == key


def test_there_are_three_and_all_three_work_too() -> None:
    sheets = split_key(KEY)
    assert len(set(sheets)) == SHEETS
    with pytest.raises(InvalidInputError) as refusal:
        join_sheets(list(sheets))
    assert refusal.value.code == "vault.sheets_differ"


def test_one_sheet_gives_nothing() -> None:
    for sheet in split_key(KEY):
        with pytest.raises(InvalidInputError) as refusal:
            join_sheets([sheet])
        assert refusal.value.code == "vault.sheets_differ"


def test_a_sheet_of_one_key_is_as_random_as_that_of_another() -> None:
    """The words that carry the share's value take every value for the same key."""
    words = Counter(split_key(bytes(32))[0].split()[10] for _ in range(300))
    assert len(words) > 150
    assert words.most_common(1)[0][1] < 12


def test_sheets_of_two_keys_are_told_apart() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        join_sheets([split_key(KEY)[0], split_key(bytes(32))[1]])
    assert refusal.value.code == "vault.sheets_differ"


def test_a_word_that_is_none_is_named_with_its_place() -> None:
    sheet = split_key(KEY)[0].split()
    sheet[4] = "xiezhi"
    with pytest.raises(InvalidInputError) as refusal:
        join_sheets([" ".join(sheet), split_key(KEY)[1]])
    assert refusal.value.code == "vault.sheet_word"
    assert refusal.value.params == {"word": "xiezhi", "place": 5}


def test_a_word_of_another_place_is_found() -> None:
    first, second, _third = split_key(KEY)
    words = first.split()
    for place in range(len(words)):
        wrong = [*words[:place], "academic" if words[place] != "academic" else "acid"]
        with pytest.raises(InvalidInputError) as refusal:
            join_sheets([" ".join([*wrong, *words[place + 1 :]]), second])
        assert refusal.value.code == "vault.sheet_checksum"


def test_two_words_swapped_are_found() -> None:
    first, second, _third = split_key(KEY)
    words = first.split()
    place = next(at for at in range(len(words) - 1) if words[at] != words[at + 1])
    words[place], words[place + 1] = words[place + 1], words[place]
    with pytest.raises(InvalidInputError) as refusal:
        join_sheets([" ".join(words), second])
    assert refusal.value.code == "vault.sheet_checksum"
