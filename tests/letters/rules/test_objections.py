"""When an objection may be made (检建规定第16条、第23条); no database."""

from datetime import date

import pytest

from xiezhi.kernel.errors import DomainError
from xiezhi.letters.rules.objections import ObjectionPeriod, check_objection

UNTIL = date(2026, 5, 15)


def period(
    *, may: bool = True, until: date | None = UNTIL, objected_on: date | None = None
) -> ObjectionPeriod:
    return ObjectionPeriod(may_object=may, until=until, objected_on=objected_on)


def test_objection_stands_on_the_last_day() -> None:
    check_objection(period(), words="不属我单位职责", has_paper=True, on=UNTIL)
    assert period().is_open_on(UNTIL)


@pytest.mark.parametrize(
    ("given", "words", "has_paper", "on", "code"),
    [
        pytest.param(period(may=False), "不同意", True, UNTIL, "letters.may_not_object", id="公益诉讼检察建议"),
        pytest.param(period(), "不同意", True, date(2026, 5, 16), "letters.objection_late", id="期限已过"),
        pytest.param(period(until=None), "不同意", True, UNTIL, "letters.objection_before_service", id="没有送达"),
        pytest.param(period(objected_on=UNTIL), "不同意", True, UNTIL, "letters.already_objected", id="第二次"),
        pytest.param(period(), " \n", True, UNTIL, "letters.no_objection", id="没有内容"),
        pytest.param(period(), "不同意", False, UNTIL, "letters.objection_paper_missing", id="没有书面"),
    ],
)  # fmt: skip
def test_objection_that_cannot_stand_is_refused(
    given: ObjectionPeriod, words: str, has_paper: bool, on: date, code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        check_objection(given, words=words, has_paper=has_paper, on=on)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "given",
    [period(may=False), period(until=None), period(objected_on=UNTIL)],
    ids=["not this kind", "not served", "made already"],
)
def test_period_that_is_not_open_is_not_offered(given: ObjectionPeriod) -> None:
    assert not given.is_open_on(UNTIL)


def test_period_ends_with_its_last_day() -> None:
    assert not period().is_open_on(date(2026, 5, 16))
