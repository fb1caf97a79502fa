"""Clocks start, stand still, run on, are lengthened and end; each last day is the law's."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from tests.clocks.matters import handed_to, matter, prosecutor
from xiezhi.accounts.models import OwnLimit
from xiezhi.clocks.models import Clock, ClockPause
from xiezhi.clocks.services.running import (
    extend_clock,
    move_clocks,
    nearest_clock,
    pause_clocks,
    resume_clocks,
    start_clock,
    stop_clock_about,
    stop_clocks,
)
from xiezhi.kernel.errors import ConflictError, InvalidInputError, RuleRefusedError
from xiezhi.law.periods import Period, Unit

pytestmark = pytest.mark.usefixtures("scope")

REVIEW = "pil_admin_review"  # 办案规则第47条: one month, the 检察长 may add one
MONTH = Period(length=1, unit=Unit.MONTH)
BEGAN = date(2026, 11, 2)


def review() -> Clock:
    return start_clock(matter(), REVIEW, BEGAN)


def appraise(clock: Clock, first: date, last: date) -> Clock:
    """委托鉴定: days that do not count (办案规则第48条)."""
    pause_clocks(
        clock.matter_id, [REVIEW], first_on=first, reason="委托鉴定", basis="办案规则第48条"
    )
    resume_clocks(clock.matter_id, [REVIEW], last_on=last)
    clock.refresh_from_db()
    return clock


def extend(clock: Clock, **changes: Any) -> Clock:
    given: dict[str, Any] = {
        "length": MONTH,
        "due_on": None,
        "approver": "检察长",
        "decided_on": date(2026, 11, 30),
        "basis": "办案规则第47条第1款",
        "file_id": None,
    }
    return extend_clock(clock, **(given | changes))


def test_statutory_clock_runs_as_the_law_says() -> None:
    clock = review()
    assert (clock.kind, clock.basis, clock.due_on) == (
        "statutory",
        "办案规则第47条第1款",
        date(2026, 12, 2),
    )


def test_own_clock_runs_as_long_as_the_office_set() -> None:
    OwnLimit.objects.create(
        rule_key="lead_assessment", length=10, unit="day", effective_from=date(2026, 1, 1)
    )
    clock = start_clock(matter(), "lead_assessment", BEGAN)
    assert (clock.kind, clock.basis, clock.due_on) == ("own", "本院设定", date(2026, 11, 12))


def test_clock_keeps_the_rule_of_its_law_day() -> None:
    clock = start_clock(matter(), REVIEW, BEGAN, law_day=date(2026, 1, 5))
    assert (clock.law_day, clock.trigger_on) == (date(2026, 1, 5), BEGAN)


def test_clock_for_a_paper_runs_once() -> None:
    on, paper = matter(), uuid4()
    first = start_clock(on, "referral_reply", BEGAN, about_id=paper)
    assert start_clock(on, "referral_reply", date(2026, 12, 1), about_id=paper) == first
    assert Clock.objects.count() == 1


def test_appraisal_moves_the_last_day_and_rolls_it_off_the_weekend() -> None:
    clock = appraise(review(), date(2026, 11, 10), date(2026, 11, 19))
    assert clock.due_on == date(2026, 12, 14)  # ten days on is a Saturday


def test_days_in_two_pauses_at_once_are_left_out_once() -> None:
    clock = review()
    for about, first in ((uuid4(), date(2026, 11, 10)), (uuid4(), date(2026, 11, 12))):
        pause_clocks(
            clock.matter_id, [REVIEW], first_on=first, reason="鉴定", basis="x", about_id=about
        )
    assert ClockPause.objects.count() == 2
    assert resume_clocks(clock.matter_id, [REVIEW], last_on=date(2026, 11, 16)) == 1
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 12, 9)


def test_clock_stands_still_until_its_last_pause_ends() -> None:
    clock = review()
    first, second = uuid4(), uuid4()
    for about in (first, second):
        pause_clocks(
            clock.matter_id, [REVIEW], first_on=BEGAN, reason="鉴定", basis="x", about_id=about
        )
    ended: dict[str, Any] = {"last_on": date(2026, 11, 10), "about_id": first}
    assert resume_clocks(clock.matter_id, [REVIEW], **ended) == 0
    clock.refresh_from_db()
    assert clock.is_paused
    assert resume_clocks(clock.matter_id, [REVIEW], **(ended | {"about_id": second})) == 1


def test_pausing_for_the_same_thing_twice_pauses_once() -> None:
    clock = review()
    said: dict[str, Any] = {"first_on": BEGAN, "reason": "鉴定", "basis": "x"}
    assert [pause_clocks(clock.matter_id, [REVIEW], **said) for _ in range(2)] == [1, 0]


def test_pause_cannot_end_before_it_began() -> None:
    with pytest.raises(InvalidInputError, match=r"clocks\.pause_reversed"):
        appraise(review(), date(2026, 11, 10), date(2026, 11, 9))


def test_paused_clock_is_never_the_nearest() -> None:
    on = matter()
    start_clock(on, REVIEW, BEGAN)
    later = start_clock(on, REVIEW, date(2026, 11, 20))
    first = nearest_clock(on.id)
    assert first is not None
    assert first.trigger_on == BEGAN
    Clock.objects.filter(id=first.id).update(is_paused=True)
    assert nearest_clock(on.id) == later


def test_chief_procurator_lengthens_by_a_month() -> None:
    assert extend(review()).due_on == date(2027, 1, 4)  # the second is a Saturday
    assert Clock.objects.get().is_provisional  # the holidays of 2027 are not known


def test_extension_runs_on_from_where_the_appraisal_left() -> None:
    clock = appraise(review(), date(2026, 11, 10), date(2026, 11, 19))
    assert extend(clock).due_on == date(2027, 1, 12)


def test_superior_names_a_day_after_the_chief_procurators_month() -> None:
    clock = extend(review())
    named = {"length": None, "due_on": date(2027, 3, 1), "approver": "上一级人民检察院"}
    assert extend(clock, **named).due_on == date(2027, 3, 1)


def test_pause_after_a_named_day_pushes_it_on() -> None:
    clock = extend(extend(review()), length=None, due_on=date(2027, 3, 1))
    assert appraise(clock, date(2027, 1, 5), date(2027, 1, 14)).due_on == date(2027, 3, 11)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param(
            {"length": Period(length=2, unit=Unit.MONTH)}, "extension_too_long", id="two months"
        ),
        pytest.param({"length": None, "due_on": date(2027, 1, 3)}, "too_long", id="a day beyond"),
        pytest.param({"length": None, "due_on": date(2026, 12, 1)}, "not_later", id="earlier"),
        pytest.param({"length": None}, "length_or_day", id="neither"),
        pytest.param({"due_on": date(2027, 1, 1)}, "length_or_day", id="both"),
        pytest.param({"approver": " "}, "no_approver", id="nobody"),
        pytest.param({"decided_on": date(2026, 12, 3)}, "too_late", id="after the last day"),
    ],
)
def test_extension_beyond_the_rule_is_refused(changes: dict[str, Any], code: str) -> None:
    with pytest.raises((InvalidInputError, RuleRefusedError), match=code):
        extend(review(), **changes)


def test_rule_without_extensions_is_not_lengthened() -> None:
    clock = start_clock(matter(), "pil_suggestion_reply", BEGAN)
    with pytest.raises(RuleRefusedError, match=r"clocks\.no_extension"):
        extend(clock)


def test_office_lengthens_its_own_limit() -> None:
    clock = start_clock(matter(), "lead_assessment", BEGAN)
    extended = extend(clock, length=Period(length=5, unit=Unit.DAY), decided_on=BEGAN)
    assert extended.due_on == date(2026, 11, 23)  # 17 + 5 days is a Sunday


def test_stopped_clock_is_not_lengthened() -> None:
    clock = review()
    stop_clocks(clock.matter_id, [REVIEW], on=date(2026, 11, 20), met=True)
    clock.refresh_from_db()
    with pytest.raises(ConflictError, match=r"clocks\.stopped"):
        extend(clock)


def test_ending_a_paused_clock_ends_its_pause() -> None:
    clock = review()
    pause_clocks(clock.matter_id, [REVIEW], first_on=BEGAN, reason="鉴定", basis="x")
    assert stop_clocks(clock.matter_id, [REVIEW], on=date(2026, 11, 20), met=True) == 1
    clock.refresh_from_db()
    assert (clock.is_paused, clock.met_on) == (False, date(2026, 11, 20))
    assert clock.pauses.get().last_on == date(2026, 11, 20)


def test_stopping_touches_only_the_rules_named() -> None:
    on = matter()
    start_clock(on, REVIEW, BEGAN)
    kept = start_clock(on, "pil_suggestion_backup", BEGAN)
    assert stop_clocks(on.id, [REVIEW], on=BEGAN, met=False) == 1
    assert nearest_clock(on.id) == kept


def test_clock_of_one_paper_ends_by_its_own() -> None:
    on, one, other = matter(), uuid4(), uuid4()
    for paper in (one, other):
        start_clock(on, "referral_reply", BEGAN, about_id=paper)
    stop_clock_about(on.id, "referral_reply", one, due_on=None, on=BEGAN, met=True)
    assert Clock.objects.get(about_id=one).met_on == BEGAN
    assert Clock.objects.get(about_id=other).met_on is None


def test_clocks_follow_their_matter_to_another_handler() -> None:
    first, second = prosecutor(), prosecutor("检察官02")
    on = matter(first)
    clock = start_clock(on, REVIEW, BEGAN)
    assert clock.handler_id == first.id
    move_clocks(handed_to(on, second))
    clock.refresh_from_db()
    assert clock.handler_id == second.id


def test_urgent_variant_runs_by_its_own_length() -> None:
    clock = start_clock(matter(), "pil_suggestion_reply", BEGAN, variant="urgent")
    assert (clock.variant, clock.due_on) == ("urgent", date(2026, 11, 17))
