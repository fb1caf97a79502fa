"""The figures: each counts one list, rates name their parts, nothing is ranked."""

from decimal import Decimal

import pytest

from xiezhi.cases.rules.measures import CaseMeasure
from xiezhi.leads.rules.measures import FeedbackMeasure, LeadMeasure, ReportMeasure
from xiezhi.letters.rules.measures import LetterMeasure, ReplyMeasure
from xiezhi.proposals.rules.measures import ProposalMeasure
from xiezhi.reporting.rules.figures import (
    FIGURES,
    NOTHING,
    FigureFilter,
    FigureValue,
    counted_by,
    get_figure,
)
from xiezhi.reporting.rules.ledgers import LedgerKind

MEASURES = {
    LedgerKind.LEADS: LeadMeasure,
    LedgerKind.INFORMATION: ReportMeasure,
    LedgerKind.FEEDBACK: FeedbackMeasure,
    LedgerKind.LETTERS: LetterMeasure,
    LedgerKind.REPLIES: ReplyMeasure,
    LedgerKind.CASES: CaseMeasure,
    LedgerKind.PROPOSALS: ProposalMeasure,
}


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_every_count_is_of_a_measure_of_its_ledger(figure: object) -> None:
    for part in counted_by(get_figure(figure.key)):  # type: ignore[attr-defined]  # a figure
        assert part.measure in set(MEASURES[part.ledger])
        assert part.meaning.endswith("。")


@pytest.mark.parametrize(
    ("key", "numerator", "denominator"),
    [
        pytest.param(
            "filing_rate_assessed", "leads_filing", "leads_assessed", id="成案率/评估办结"
        ),
        pytest.param("filing_rate_registered", "leads_filing", "leads", id="成案率/登记"),
        pytest.param("reply_rate", "letters_replied", "letters_due", id="回复率只算到期"),
        pytest.param("reply_on_time_rate", "letters_on_time", "letters_due", id="按期回复率"),
    ],
)
def test_rates_are_defined_as_practice_says(key: str, numerator: str, denominator: str) -> None:
    figure = get_figure(key)
    assert (figure.numerator, figure.denominator) == (numerator, denominator)


def test_letters_not_yet_due_stand_apart() -> None:
    assert FIGURES["letters_not_yet"].measure == LetterMeasure.NOT_YET
    assert "letters_not_yet" not in {
        key for one in FIGURES.values() for key in (one.numerator, one.denominator)
    }


@pytest.mark.parametrize(
    ("above", "below", "words"),
    [(6, 7, "85.71%"), (1, 3, "33.33%"), (2, 3, "66.67%"), (7, 7, "100.00%"), (0, 5, "0.00%")],
)
def test_rate_is_in_percent_with_two_places(above: int, below: int, words: str) -> None:
    value = FigureValue(figure=get_figure("reply_rate"), numerator=above, denominator=below)
    assert value.words == words


def test_rate_of_nothing_is_a_dash() -> None:
    value = FigureValue(figure=get_figure("reply_rate"))
    assert (value.words, value.percent) == (NOTHING, None)


def test_half_is_rounded_up() -> None:
    value = FigureValue(figure=get_figure("reply_rate"), numerator=1, denominator=800)
    assert value.percent == Decimal("0.13")


def test_letters_are_not_narrowed_by_area() -> None:
    assert FigureFilter.AREA not in get_figure("letters_sent").filters
    assert FigureFilter.AREA in get_figure("leads").filters


def test_no_figure_ranks_anybody() -> None:
    words = "".join(one.name + one.meaning for one in FIGURES.values())
    assert not any(word in words for word in ("排名", "位次", "通报值", "达标"))
