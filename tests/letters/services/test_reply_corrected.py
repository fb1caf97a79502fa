"""更正回复收到日期: with a reason, what stood before told in the history, limits kept by the right day."""

from datetime import date
from typing import Any

import pytest

from tests.cast import make_staff
from tests.leads.desk import Office
from tests.leads.letters import answered, entered, sent, served, unit_of
from xiezhi.accounts.rules.roles import Role
from xiezhi.clocks.models import Clock
from xiezhi.kernel.errors import ConflictError, DomainError, NotAllowedError
from xiezhi.letters.models import Letter, LetterReply, LetterStep
from xiezhi.letters.services.correcting import correct_reply
from xiezhi.letters.services.keepers import after_reply_correction

WRONG, RIGHT = date(2026, 11, 25), date(2026, 11, 24)


def corrected(desk: Office, letter: Letter, **changes: Any) -> LetterReply:
    values: dict[str, Any] = {
        "letter_id": letter.id,
        "received_on": RIGHT,
        "reason": "收文章上是二十四日",
        "acting": desk.clerk,
        "now": desk.now,
    }
    reply, was_on = correct_reply(**(values | changes))
    after_reply_correction(reply, was_on=was_on, acting=desk.clerk, now=desk.now)
    return reply


def on_paper(desk: Office, dated_on: date = RIGHT) -> Letter:
    letter = served(desk, sent(desk)[1])
    reply = entered(desk, letter)
    LetterReply.objects.filter(id=reply.id).update(dated_on=dated_on)
    return letter


def test_limit_of_the_lead_was_kept_on_the_right_day(desk: Office) -> None:
    letter = on_paper(desk)
    assert Clock.objects.get(about_id=letter.id).met_on == WRONG
    assert corrected(desk, letter).received_on == RIGHT
    assert Clock.objects.get(about_id=letter.id).met_on == RIGHT


def test_what_stood_before_is_told_with_the_reason(desk: Office) -> None:
    corrected(desk, on_paper(desk))
    step = LetterStep.objects.get(event="correct_reply")
    assert step.words == "收文章上是二十四日（收到日期：2026-11-25 → 2026-11-24）"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": " "}, "letters.no_reason"),
        ({"received_on": WRONG}, "letters.nothing_corrected"),
        ({"received_on": date(2026, 11, 26)}, "letters.day_in_future"),
        ({"received_on": date(2026, 11, 23)}, "letters.received_before_dated"),
    ],
)
def test_correction_that_cannot_stand_is_refused(
    desk: Office, changes: dict[str, Any], code: str
) -> None:
    letter = on_paper(desk)
    with pytest.raises(DomainError) as refused:
        corrected(desk, letter, **changes)
    assert refused.value.code == code


def test_the_day_a_unit_answered_in_the_portal_is_the_platforms_own(desk: Office) -> None:
    letter = sent(desk)[1]
    answered(desk, letter, unit_of(letter))
    with pytest.raises(ConflictError, match="no_paper_reply"):
        corrected(desk, letter)


def test_correction_is_for_whoever_enters_replies(desk: Office) -> None:
    letter = on_paper(desk)
    with pytest.raises(NotAllowedError):
        corrected(desk, letter, acting=make_staff("系统管理员01", Role.SYSTEM_ADMIN))
