"""A public-interest suggestion that proves improper is changed or withdrawn (检察建议规定第22条、第30条)."""

from datetime import date
from typing import Any

import pytest

from tests.cases.office import CaseOffice, at
from tests.cases.suggesting import in_portal, letter_of
from tests.cases.test_after_the_suggestion import look
from tests.cast import make_unit_actor
from tests.leads.desk import paper
from xiezhi.cases.models import Case, CasePaper
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.grounds import ClosingGround, Finding
from xiezhi.cases.rules.kinds import Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.selectors.next_steps import list_next_steps
from xiezhi.cases.services.delivering import record_delivery
from xiezhi.cases.services.steps import take_step
from xiezhi.clocks.models import Clock
from xiezhi.kernel.errors import DomainError
from xiezhi.letters.rules.procedure import LetterState
from xiezhi.letters.rules.queues import Box
from xiezhi.letters.rules.replies import Measure, ReplyConclusion, ReplyDraft, ReplyPart
from xiezhi.letters.rules.setting_aside import SetAside
from xiezhi.letters.selectors.portal import get_unit_letter, list_unit_letters
from xiezhi.letters.services.keepers import after_reply
from xiezhi.letters.services.replies import ReplyPaper, record_paper_reply
from xiezhi.notifications.models import Message

SERVED_ON = date(2026, 4, 15)
DUE_ON = date(2026, 6, 15)
CHANGED_ON = date(2026, 5, 6)
NEW_DUE_ON = date(2026, 8, 14)
WORDS = "建议的整改范围与查明的事实不符"
NEW_TERMS = Claims(rectification_due_on=NEW_DUE_ON)


def out(office: CaseOffice) -> tuple[Case, CasePaper]:
    case = office.investigated(date(2026, 3, 2), date(2026, 4, 10))
    return case, office.suggested(case, SERVED_ON, DUE_ON)


def change(office: CaseOffice, case: Case, **changes: Any) -> CasePaper:
    values: dict[str, Any] = {"words": WORDS, "claims": NEW_TERMS}
    return office.register(case, PaperKind.SUGGESTION_CHANGE, CHANGED_ON, **(values | changes))


def withdraw(office: CaseOffice, case: Case, **changes: Any) -> CasePaper:
    return office.register(
        case, PaperKind.SUGGESTION_WITHDRAWAL, CHANGED_ON, **({"words": WORDS} | changes)
    )


def clocks(case: Case, rule: CaseRule) -> list[Clock]:
    return list(Clock.objects.filter(matter_id=case.id, rule_key=rule).order_by("trigger_on"))


def running(case: Case) -> set[str]:
    found = Clock.objects.filter(matter_id=case.id, met_on=None, void_on=None)
    return set(found.values_list("rule_key", flat=True))


def test_a_changed_suggestion_is_served_answered_and_reviewed_in_days_of_its_own(
    office: CaseOffice,
) -> None:
    case, _first = out(office)
    made = change(office, case)
    step = case.steps.get(event=CaseEvent.CHANGE_SUGGESTION)
    assert (case.state, step.basis) == (CaseState.SUGGESTION_DECIDED, "检察建议规定第22条、第30条")
    assert running(case) == {CaseRule.SUGGESTION_SERVICE, CaseRule.SUGGESTION_BACKUP}
    served_on = date(2026, 5, 8)
    record_delivery(
        case_id=case.id,
        paper_id=made.id,
        delivery=office.delivery(case, served_on),
        acting=office.clerk,
        now=at(served_on),
    )
    case.refresh_from_db()
    old, new = clocks(case, CaseRule.SUGGESTION_REPLY)
    assert (case.state, case.rectification_due_on) == (CaseState.FOLLOW_UP, NEW_DUE_ON)
    assert (old.void_on, old.met_on) == (CHANGED_ON, None)
    assert (new.trigger_on, new.due_on) == (served_on, date(2026, 7, 8))
    assert case.reply_due_on == new.due_on
    assert [one.trigger_on for one in clocks(case, CaseRule.ADMIN_REVIEW)] == [DUE_ON, NEW_DUE_ON]


def test_a_withdrawn_suggestion_leaves_the_case_where_the_investigation_ended(
    office: CaseOffice,
) -> None:
    case, _first = out(office)
    withdraw(office, case)
    assert (case.state, case.is_open) == (CaseState.INVESTIGATED, True)
    assert running(case) == set()
    assert (case.rectification_due_on, case.reply_due_on) == (None, None)
    office.register(
        case,
        PaperKind.TERMINATION_DECISION,
        CHANGED_ON,
        claims=Claims(ground=ClosingGround.NOT_UNLAWFUL),
    )
    assert case.state == CaseState.CLOSED


def test_a_better_suggestion_may_follow_a_withdrawn_one(office: CaseOffice) -> None:
    case, _first = out(office)
    withdraw(office, case)
    office.suggested(case, date(2026, 5, 11), NEW_DUE_ON)
    _old, new = clocks(case, CaseRule.SUGGESTION_REPLY)
    assert (case.state, new.due_on) == (
        CaseState.FOLLOW_UP,
        date(2026, 7, 13),
    )  # the 11th, a Saturday


def test_a_suggestion_not_served_yet_may_be_withdrawn(office: CaseOffice) -> None:
    case = office.investigated(date(2026, 3, 2), date(2026, 4, 10))
    made = office.suggested(case, SERVED_ON, DUE_ON, deliveries=[office.delivery(case)])
    withdraw(office, case)
    assert (case.state, running(case)) == (CaseState.INVESTIGATED, set())
    assert letter_of(made).state == LetterState.WITHDRAWN


def test_only_the_chief_or_the_committee_decides_it_and_says_why(office: CaseOffice) -> None:
    case, _first = out(office)
    for changes, code in (
        ({"decider": Decider.HEAD}, "cases.wrong_decider"),
        ({"words": " "}, "cases.no_reason"),
        ({"number": ""}, "cases.no_number"),
    ):
        with pytest.raises(DomainError) as refused:
            withdraw(office, case, **changes)
        assert refused.value.code == code
        case.refresh_from_db()
    assert case.state == CaseState.FOLLOW_UP


def test_a_changed_suggestion_names_a_period_that_is_not_over(office: CaseOffice) -> None:
    case, _first = out(office)
    with pytest.raises(DomainError) as refused:
        change(office, case, claims=Claims(rectification_due_on=date(2026, 5, 5)))
    assert refused.value.code == "cases.rectification_is_over"


def test_the_period_to_be_changed_may_be_over_when_the_step_is_offered(office: CaseOffice) -> None:
    case, _first = out(office)
    steps = {one.row.event: one for one in list_next_steps(case, date(2026, 6, 16))}
    assert steps[CaseEvent.CHANGE_SUGGESTION].is_possible
    assert steps[CaseEvent.START_REVIEW].is_possible


def test_what_was_seen_before_the_change_does_not_close_the_case(office: CaseOffice) -> None:
    case, _first = out(office)
    look(office, case, date(2026, 5, 4))
    change(office, case, deliveries=[office.delivery(case, CHANGED_ON)])
    assert (case.verified_on, case.finding, case.replied_on) == (None, "", None)
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.REVIEW_REPORT, CHANGED_ON, decider=Decider.PROSECUTOR)
    assert refused.value.code == "cases.no_follow_up"
    case.refresh_from_db()
    look(office, case, date(2026, 5, 20), finding=Finding.ALL)
    office.register(case, PaperKind.REVIEW_REPORT, date(2026, 5, 21), decider=Decider.PROSECUTOR)
    assert case.state == CaseState.REVIEWED


def test_a_change_is_possible_while_the_suit_is_reviewed_and_ends_that_review(
    office: CaseOffice,
) -> None:
    case, _first = out(office)
    day = date(2026, 6, 17)
    take_step(case_id=case.id, event=CaseEvent.START_REVIEW, acting=office.clerk, now=at(day))
    case.refresh_from_db()
    office.register(case, PaperKind.SUGGESTION_CHANGE, day, words=WORDS, claims=NEW_TERMS)
    (review,) = clocks(case, CaseRule.ADMIN_REVIEW)
    assert (review.void_on, review.met_on) == (day, None)


def test_a_suspension_is_ended_before_the_suggestion_is_touched(office: CaseOffice) -> None:
    case, _first = out(office)
    case.state = CaseState.SUSPENDED
    case.save(update_fields=["state"])
    with pytest.raises(DomainError) as refused:
        change(office, case)
    assert refused.value.code == "cases.not_this_paper_now"


def test_the_unit_goes_on_seeing_the_suggestion_marked_and_owes_no_reply_to_it(
    office: CaseOffice,
) -> None:
    case, first = out(office)
    in_portal(office, first, at(SERVED_ON))
    made = change(office, case, deliveries=[office.delivery(case, CHANGED_ON)])
    in_portal(office, made, at(CHANGED_ON))
    officer = make_unit_actor(office.unit)
    old = get_unit_letter(officer, letter_of(first).id, CHANGED_ON).letter
    new = get_unit_letter(officer, letter_of(made).id, CHANGED_ON).letter
    assert (old.set_aside, old.set_aside_on, old.set_aside_number) == (
        SetAside.CHANGED,
        CHANGED_ON,
        made.number,
    )
    assert (old.asks_reply, old.reply_due_on) == (False, None)
    assert (new.asks_reply, new.rectification_due_on) == (True, NEW_DUE_ON)
    assert new.reply_due_on == date(2026, 7, 6)
    assert old.id not in {one.id for one in list_unit_letters(officer, Box.DUE_SOON, DUE_ON)}
    assert Message.objects.filter(kind="letters.set_aside").count() == 1


def test_a_reply_to_what_stands_no_longer_is_kept_and_lights_no_lamp(office: CaseOffice) -> None:
    case, first = out(office)
    change(office, case, deliveries=[office.delivery(case, CHANGED_ON)])
    reply = record_paper_reply(
        letter_id=letter_of(first).id,
        draft=ReplyDraft(
            words="已部署整改",
            measures=(Measure(words="更换阀门"),),
            conclusion=ReplyConclusion.MENDING,
            reply_number="旗水函〔2026〕9号",
            dated_on=CHANGED_ON,
        ),
        received_on=CHANGED_ON,
        papers=[ReplyPaper(part=ReplyPart.LETTER, file=paper("复函.pdf"))],
        acting=office.clerk,
        now=at(CHANGED_ON),
    )
    after_reply(reply, acting=office.clerk, now=at(CHANGED_ON))
    case.refresh_from_db()
    assert case.replied_on is None
    assert CaseRule.SUGGESTION_REPLY in running(case)


def test_a_suggestion_set_aside_is_not_served_any_more(office: CaseOffice) -> None:
    case = office.investigated(date(2026, 3, 2), date(2026, 4, 10))
    first = office.suggested(
        case,
        SERVED_ON,
        DUE_ON,
        deliveries=[office.delivery(case, addressee="旗水利局", party_id=None)],
    )
    withdraw(office, case)
    with pytest.raises(DomainError) as refused:
        record_delivery(
            case_id=case.id,
            paper_id=first.id,
            delivery=office.delivery(case, CHANGED_ON, addressee="旗水利局", party_id=None),
            acting=office.clerk,
            now=at(CHANGED_ON),
        )
    assert refused.value.code == "cases.suggestion_stands_no_longer"
