"""Nobody works out a group under five from what is published."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.disclosure.rules.suppression import (
    SMALLEST_SHOWN,
    may_show_rate,
    shown_count,
    shown_groups,
    shown_part,
)

Published = tuple[int | None, tuple[int | None, ...]]


def published(groups: tuple[int, ...]) -> Published:
    return shown_count(sum(groups)), shown_groups(groups)


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ((12, 8, 0), (12, 8, 0)),
        ((12, 8, 3), (12, None, None)),
        ((12, 8, 3, 4), (12, None, None, None)),
        ((12, 8, 1, 1), (12, None, None, None)),
        ((9, 0, 0, 2), (None, 0, 0, None)),
        ((3, 0), (None, None)),
        ((1, 1, 1, 1, 1, 0), (None, None, None, None, None, None)),
        ((), ()),
        ((0, 0), (0, 0)),
    ],
)
def test_groups_are_published_so(groups: tuple[int, ...], expected: tuple[int | None, ...]) -> None:
    assert shown_groups(groups) == expected


def test_no_withheld_group_follows_from_the_total_even_knowing_the_rule() -> None:
    """Every table of up to four groups of at most nine: what else could have been published so?"""
    for size in (1, 2, 3, 4):
        origins: dict[Published, list[tuple[int, ...]]] = defaultdict(list)
        for groups in product(range(10), repeat=size):
            origins[published(groups)].append(groups)
        for (_, shown), all_groups in origins.items():
            for place in (place for place, one in enumerate(shown) if one is None):
                possible = {groups[place] for groups in all_groups}
                assert len(possible) > 1, (shown, all_groups[0])


@given(st.lists(st.integers(0, 40), max_size=12))
def test_small_is_never_shown_and_shown_is_true(groups: list[int]) -> None:
    for count, shown in zip(groups, shown_groups(groups), strict=True):
        assert shown is None or (shown == count and not 0 < shown < SMALLEST_SHOWN)


@given(st.lists(st.integers(0, 40), max_size=12))
def test_every_withheld_group_might_be_large(groups: list[int]) -> None:
    hidden = [n for n, one in zip(groups, shown_groups(groups), strict=True) if one is None]
    if hidden and sum(groups) >= SMALLEST_SHOWN and 0 not in hidden:
        # Each known to be one at least: this is the most any of them can be.
        assert len(hidden) > 1
        assert sum(hidden) - len(hidden) + 1 >= SMALLEST_SHOWN or len(hidden) == len(groups)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(8, 20, 8), (4, 20, None), (17, 20, None), (20, 20, 20), (0, 20, 0), (0, 3, None)],
)
def test_part_hides_a_small_rest(part: int, whole: int, expected: int | None) -> None:
    assert shown_part(part, whole) == expected


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [(6, 12, True), (12, 12, True), (0, 12, True), (3, 12, False), (9, 12, False), (4, 4, False)],
)
def test_rate_tells_of_no_small_group(numerator: int, denominator: int, expected: bool) -> None:
    assert may_show_rate(numerator, denominator) is expected
