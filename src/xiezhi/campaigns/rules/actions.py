"""消检协作 and other joint actions: what they are, and their results in figures with units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError

MAX_FIGURES: Final = 12
MAX_FIGURE_NAME: Final = 30
MAX_PLACE: Final = 120
MAX_FILES: Final = 9
LARGEST: Final = Decimal("99999999.99")


class JointActionKind(StrEnum):
    """What was done together with other units."""

    LEAD_EXCHANGE = "lead_exchange"
    JOINT_INSPECTION = "joint_inspection"
    JOINT_MEETING = "joint_meeting"
    TRAINING = "training"
    MECHANISM_SIGNED = "mechanism_signed"


JOINT_ACTION_LABELS: Final = {
    JointActionKind.LEAD_EXCHANGE: "线索移送与交换",
    JointActionKind.JOINT_INSPECTION: "联合检查",
    JointActionKind.JOINT_MEETING: "联席会议",
    JointActionKind.TRAINING: "培训宣讲",
    JointActionKind.MECHANISM_SIGNED: "会签机制",
}


class FigureUnit(StrEnum):
    """The unit of a result; areas are counted in 亩."""

    PLACES = "places"
    PEOPLE = "people"
    ITEMS = "items"
    MU = "mu"
    TONNES = "tonnes"
    TEN_THOUSAND_YUAN = "ten_thousand_yuan"
    KILOMETRES = "kilometres"
    SETS = "sets"


FIGURE_UNIT_LABELS: Final = {
    FigureUnit.PLACES: "处",
    FigureUnit.PEOPLE: "人",
    FigureUnit.ITEMS: "件",
    FigureUnit.MU: "亩",
    FigureUnit.TONNES: "吨",
    FigureUnit.TEN_THOUSAND_YUAN: "万元",
    FigureUnit.KILOMETRES: "公里",
    FigureUnit.SETS: "套",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One result: 整改隐患 12 处."""

    name: str
    amount: Decimal
    unit: FigureUnit


def check_figures(figures: Sequence[Figure]) -> None:
    """Refuse figures nobody can add up.

    Raises:
        InvalidInputError: ``campaigns.too_many_figures``, ``campaigns.figure_unnamed``,
            ``campaigns.figure_out_of_range``, ``campaigns.figure_twice``.
    """
    if len(figures) > MAX_FIGURES:
        raise InvalidInputError("campaigns.too_many_figures", limit=MAX_FIGURES)
    for figure in figures:
        if not figure.name:
            raise InvalidInputError("campaigns.figure_unnamed")
        if not 0 <= figure.amount <= LARGEST:
            raise InvalidInputError("campaigns.figure_out_of_range", name=figure.name)
    named = [(figure.name, figure.unit) for figure in figures]
    if len(set(named)) != len(named):
        raise InvalidInputError("campaigns.figure_twice")


def totals(figures: Iterable[Figure]) -> list[Figure]:
    """Return the sums, each name and unit once, in the order they first appear."""
    sums: dict[tuple[str, FigureUnit], Decimal] = {}
    for figure in figures:
        key = (figure.name, figure.unit)
        sums[key] = sums.get(key, Decimal(0)) + figure.amount
    return [Figure(name=name, unit=unit, amount=amount) for (name, unit), amount in sums.items()]


def plain_amount(amount: Decimal) -> str:
    """Return an amount without the zeros the database adds: 12, 3.5."""
    return f"{amount.normalize():f}" if amount else "0"


def check_done_on(done_on: date, *, today: date) -> None:
    """Refuse a joint action that has not happened yet.

    Raises:
        InvalidInputError: ``campaigns.done_in_future``.
    """
    if done_on > today:
        raise InvalidInputError("campaigns.done_in_future")
