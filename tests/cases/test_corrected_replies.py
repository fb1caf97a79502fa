"""A reply on paper came on another day than was entered: what it means for its case."""

from datetime import timedelta

from tests.cases.office import CaseOffice, at
from tests.cases.suggesting import letter_of, suggested
from tests.cases.test_letters_of_a_case import DECIDED_ON, answered
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.clocks.models import Clock
from xiezhi.letters.services.correcting import correct_reply
from xiezhi.letters.services.keepers import after_reply_correction


def test_a_wrong_day_of_a_reply_is_put_right_with_its_lamps_and_its_limit(
    office: CaseOffice,
) -> None:
    case, made = suggested(office, DECIDED_ON, served_on=DECIDED_ON)
    letter, wrong = letter_of(made), DECIDED_ON + timedelta(days=30)
    answered(office, letter, wrong, dated_on=DECIDED_ON + timedelta(days=20))
    right = DECIDED_ON + timedelta(days=24)
    reply, was_on = correct_reply(
        letter_id=letter.id,
        received_on=right,
        reason="收文登记有误",
        acting=office.clerk,
        now=at(wrong),
    )
    after_reply_correction(reply, was_on=was_on, acting=office.clerk, now=at(wrong))
    case.refresh_from_db()
    assert (case.replied_on, case.measures_on) == (right, right)
    clock = Clock.objects.get(matter_id=case.id, rule_key=CaseRule.SUGGESTION_REPLY)
    assert clock.met_on == right
