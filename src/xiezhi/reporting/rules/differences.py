"""与上期比对: the cells of two locked versions side by side, old, new and change."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from xiezhi.reporting.rules.values import CellValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A cell in two versions; "" where a version has no such cell."""

    label: str
    cell: str
    old: str
    new: str
    change: str
    is_adjusted: bool

    @property
    def is_changed(self) -> bool:
        """Whether the two differ."""
        return self.old != self.new


def differences(
    old: Iterable[CellValue], new: Iterable[CellValue], *, is_same_form: bool
) -> tuple[Difference, ...]:
    """Return the cells of both versions in the order of the new one, those gone last.

    The same form is compared cell by cell; another version of it by what each cell counts.
    """
    earlier = {_key(one, is_same_form=is_same_form): one for one in old}
    found = []
    for one in new:
        before = earlier.pop(_key(one, is_same_form=is_same_form), None)
        found.append(_difference(before, one))
    found.extend(_difference(one, None) for one in earlier.values())
    return tuple(found)


def changed_since(old: Iterable[CellValue], new: Iterable[CellValue]) -> int:
    """Return how many counted cells would have another value now."""
    now = {one.place: one.counted or one.words for one in new if not one.is_formula}
    then = {one.place: one.counted or one.words for one in old if not one.is_formula}
    return sum(now.get(place) != words for place, words in then.items())


def _key(one: CellValue, *, is_same_form: bool) -> str:
    place = f"{one.place.sheet}!{one.place.cell}"
    return place if is_same_form or not one.identity else one.identity


def _difference(old: CellValue | None, new: CellValue | None) -> Difference:
    shown = new or old
    return Difference(
        label=shown.label if shown else "",
        cell=f"{shown.place.sheet}!{shown.place.cell}" if shown else "",
        old=old.words if old else "",
        new=new.words if new else "",
        change=_change(old, new),
        is_adjusted=any(one is not None and one.is_adjusted for one in (old, new)),
    )


def _change(old: CellValue | None, new: CellValue | None) -> str:
    """Return +3, -1.5 or ±0 between two numbers, points between two rates, else ""."""
    before, after = _decimal(old), _decimal(new)
    if before is None or after is None:
        return ""
    moved = after - before
    if moved == 0:
        return "0"
    plain = format(moved.normalize(), "f")
    return plain if moved < 0 else f"+{plain}"


def _decimal(one: CellValue | None) -> Decimal | None:
    if one is None:
        return None
    try:
        return Decimal(one.words.removesuffix("%"))
    except InvalidOperation:
        return None
