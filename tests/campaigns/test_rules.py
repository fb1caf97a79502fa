"""Days of a campaign and figures of joint actions; no database."""

from datetime import date
from decimal import Decimal

import pytest

from xiezhi.campaigns.rules.actions import (
    Figure,
    FigureUnit,
    check_done_on,
    check_figures,
    plain_amount,
    totals,
)
from xiezhi.campaigns.rules.campaign import CampaignState, check_days, state_on
from xiezhi.kernel.errors import InvalidInputError


def figure(name: str = "整改隐患", amount: str = "12", unit: str = "places") -> Figure:
    return Figure(name=name, amount=Decimal(amount), unit=FigureUnit(unit))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 2, 28), CampaignState.COMING),
        (date(2026, 3, 1), CampaignState.RUNNING),
        (date(2026, 12, 31), CampaignState.RUNNING),
        (date(2027, 1, 1), CampaignState.ENDED),
    ],
)
def test_campaign_runs_from_its_first_to_its_last_day(day: date, state: CampaignState) -> None:
    assert state_on(day, starts_on=date(2026, 3, 1), ends_on=date(2026, 12, 31)) is state


def test_campaign_without_a_last_day_goes_on() -> None:
    found = state_on(date(2040, 1, 1), starts_on=date(2026, 3, 1), ends_on=None)
    assert found is CampaignState.RUNNING


def test_campaign_does_not_end_before_it_begins() -> None:
    with pytest.raises(InvalidInputError, match=r"campaigns\.ends_before_start"):
        check_days(starts_on=date(2026, 3, 1), ends_on=date(2026, 2, 28))


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        ([figure(name="")], "campaigns.figure_unnamed"),
        ([figure(amount="-1")], "campaigns.figure_out_of_range"),
        ([figure(amount="100000000")], "campaigns.figure_out_of_range"),
        ([figure(), figure(amount="3")], "campaigns.figure_twice"),
        ([figure(name=f"结果{n}") for n in range(13)], "campaigns.too_many_figures"),
    ],
)
def test_figures_nobody_can_add_up_are_refused(figures: list[Figure], code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        check_figures(figures)
    assert refused.value.code == code


def test_sums_keep_units_apart() -> None:
    found = totals([figure(), figure(amount="3"), figure(unit="sets", amount="2.50")])
    assert [(one.amount, one.unit) for one in found] == [
        (Decimal(15), FigureUnit.PLACES),
        (Decimal("2.50"), FigureUnit.SETS),
    ]


@pytest.mark.parametrize(
    ("amount", "shown"), [("12.00", "12"), ("3.50", "3.5"), ("0.00", "0"), ("1200.00", "1200")]
)
def test_amount_is_shown_plainly(amount: str, shown: str) -> None:
    assert plain_amount(Decimal(amount)) == shown


def test_what_has_not_happened_is_no_joint_action() -> None:
    with pytest.raises(InvalidInputError, match=r"campaigns\.done_in_future"):
        check_done_on(date(2026, 11, 26), today=date(2026, 11, 25))
