"""Small groups are withheld, so that nobody who reported can be told from a number.

A group under five is withheld; and because the total stands beside the groups, so are as many
more, smallest first, as it takes until no withheld group can be worked out.

Source: the primary and secondary suppression of frequency tables, A. Hundepool et al., *Handbook
on Statistical Disclosure Control* (ESSnet, 2010), 4.2 and 4.4.
"""

from collections.abc import Sequence
from typing import Final

SMALLEST_SHOWN: Final = 5
_SMALLEST: Final = range(1, SMALLEST_SHOWN)
Shown = int | None
"""A count as it is published; None: withheld."""


def shown_count(count: int) -> Shown:
    """Return a count of its own; nothing (0) tells of nobody."""
    return None if count in _SMALLEST else count


def shown_part(part: int, whole: int) -> Shown:
    """Return a part of a published whole: the rest must not be a small group either."""
    return None if part in _SMALLEST or whole - part in _SMALLEST else part


def may_show_rate(numerator: int, denominator: int) -> bool:
    """Return whether a rate tells of no small group, in what it counts or in what it leaves."""
    return (
        denominator >= SMALLEST_SHOWN
        and numerator not in _SMALLEST
        and denominator - numerator not in _SMALLEST
    )


def shown_groups(counts: Sequence[int]) -> tuple[Shown, ...]:
    """Return the groups of one whole, whose sum is published beside them if it is not small.

    With the small groups go the smallest of the others, all that are equal together: whoever
    knows this rule still cannot say which of the withheld are the small ones. Where no choice is
    safe, every group is withheld, the empty ones too.
    """
    hidden = {place for place, count in enumerate(counts) if count in _SMALLEST}
    if not hidden:
        return tuple(counts)
    for size in sorted({count for count in counts if count >= SMALLEST_SHOWN}):
        hidden |= {place for place, count in enumerate(counts) if count == size}
        if _is_safe([counts[place] for place in hidden]):
            return tuple(None if place in hidden else one for place, one in enumerate(counts))
    return (None,) * len(counts)


def _is_safe(hidden: Sequence[int]) -> bool:
    """Return whether each hidden group could be five or more, for all the sum says.

    Each is known to be at least one and the sum of all is known.
    """
    return sum(hidden) - (len(hidden) - 1) >= SMALLEST_SHOWN
