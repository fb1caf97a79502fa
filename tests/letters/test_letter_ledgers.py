"""函件台账 and 回复台账: what is due counts once its day is over, 未到期 apart, replies by their first day."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.cast import make_staff, make_unit
from tests.leads.desk import Office, small_office
from xiezhi.accounts.rules.roles import Role
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotAllowedError
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.models import Lead
from xiezhi.letters.models import Letter, LetterReply
from xiezhi.letters.rules.kinds import LetterKind
from xiezhi.letters.rules.measures import LetterMeasure, ReplyMeasure
from xiezhi.letters.rules.procedure import LetterState
from xiezhi.letters.rules.replies import ReplyConclusion, ReplyWay
from xiezhi.letters.selectors.ledgers import (
    LetterLedgerFilter,
    count_letter_ledger,
    count_office_letters,
    count_office_replies,
    count_reply_ledger,
    iterate_letter_ledger,
    iterate_reply_ledger,
)

NOVEMBER = LetterLedgerFilter(
    since=date(2026, 11, 1), until=date(2026, 11, 30), today=date(2026, 11, 25)
)


@pytest.fixture
def desk(scope: Any, now: datetime) -> Office:
    return small_office(now)


@pytest.fixture
def manager(desk: Office) -> Actor:
    return make_staff("案管01", Role.CASE_MANAGEMENT)


def sent(lead: Lead, number: int, **changes: Any) -> Letter:
    """A letter sealed on the second, served on the third, due on the tenth."""
    found = Letter.objects.filter(unit__name="旗水利局").first()
    given: dict[str, Any] = {
        "kind": LetterKind.REFERRAL,
        "matter_kind": MatterKind.LEAD,
        "matter_id": lead.id,
        "matter_label": f"线索 {lead.year}-{lead.number}",
        "unit": found.unit if found is not None else make_unit(),
        "title": f"移送函{number}",
        "office_number": f"达检移〔2026〕{number}号",
        "state": LetterState.SERVED,
        "written_at": datetime(2026, 11, 1, 2, tzinfo=UTC),
        "sealed_on": date(2026, 11, 2),
        "served_on": date(2026, 11, 3),
        "reply_due_on": date(2026, 11, 10),
    }
    letter: Letter = Letter.objects.create(**(given | changes))
    return letter


def answered(letter: Letter, day: int, conclusion: str = ReplyConclusion.MENDED) -> LetterReply:
    at = datetime(2026, 11, day, 2, tzinfo=UTC)
    Letter.objects.filter(id=letter.id).update(replied_at=at)
    reply: LetterReply = LetterReply.objects.create(
        letter=letter,
        conclusion=conclusion,
        received_on=date(2026, 11, day),
        reply_number=f"达水函〔2026〕{day}号",
        way=ReplyWay.ENTERED,
        entered_by_label="书记员01",
        at=at,
    )
    return reply


@pytest.fixture
def letters(desk: Office) -> Lead:
    """In time, late, never, not yet due, not asked, withdrawn, and one still a draft."""
    lead = desk.register()
    answered(sent(lead, 1), 9)
    answered(sent(lead, 2), 12, ReplyConclusion.PARTLY)
    sent(lead, 3)
    sent(lead, 4, reply_due_on=date(2026, 11, 28))
    sent(lead, 5, kind=LetterKind.URGING, asks_reply=False, reply_due_on=None)
    sent(lead, 6, withdrawn_at=datetime(2026, 11, 4, tzinfo=UTC))
    sent(lead, 7, state=LetterState.DRAFT, sealed_on=None, served_on=None, reply_due_on=None)
    return lead


@pytest.mark.parametrize(
    ("measure", "count"),
    [
        (LetterMeasure.SENT, 5),
        (LetterMeasure.REFERRALS, 4),
        (LetterMeasure.SERVED, 5),
        (LetterMeasure.DUE, 3),
        (LetterMeasure.REPLIED, 2),
        (LetterMeasure.ON_TIME, 1),
        (LetterMeasure.OVERDUE, 1),
        (LetterMeasure.NOT_YET, 1),
    ],
)
def test_letters_are_counted_as_their_definition_says(
    letters: Lead, manager: Actor, measure: LetterMeasure, count: int
) -> None:
    asked = replace(NOVEMBER, measure=measure)
    assert count_office_letters(manager, asked) == count
    assert count_letter_ledger(manager, asked) == count


def test_last_day_itself_is_not_over(letters: Lead, manager: Actor) -> None:
    on_the_day = replace(NOVEMBER, measure=LetterMeasure.DUE, today=date(2026, 11, 10))
    assert count_office_letters(manager, on_the_day) == 0


def test_reply_after_the_period_leaves_the_letter_overdue_in_it(
    desk: Office, manager: Actor
) -> None:
    letter = sent(desk.register(), 1, reply_due_on=date(2026, 11, 20))
    answered(letter, 25)
    half = replace(NOVEMBER, until=date(2026, 11, 22), measure=LetterMeasure.OVERDUE)
    assert count_office_letters(manager, half) == 1


def test_ledger_shows_when_the_first_reply_came(letters: Lead, manager: Actor) -> None:
    first = Letter.objects.get(title="移送函1")
    answered(first, 20)
    row = next(one for one in iterate_letter_ledger(manager, NOVEMBER) if one.id == first.id)
    assert (row.out_on, row.replied_on) == (date(2026, 11, 2), date(2026, 11, 9))
    assert row.unit == "旗水利局"


@pytest.mark.parametrize(
    ("measure", "count"),
    [
        (ReplyMeasure.RECEIVED, 2),
        (ReplyMeasure.MENDED, 1),
        (ReplyMeasure.PARTLY, 1),
        (ReplyMeasure.NOT_ADOPTED, 0),
    ],
)
def test_replies_are_counted_by_what_they_say(
    letters: Lead, manager: Actor, measure: ReplyMeasure, count: int
) -> None:
    asked = replace(NOVEMBER, measure=measure)
    assert count_office_replies(manager, asked) == count
    assert count_reply_ledger(manager, asked) == count


def test_reply_still_a_draft_is_no_reply(letters: Lead, manager: Actor) -> None:
    LetterReply.objects.create(
        letter=Letter.objects.get(title="移送函3"),
        is_draft=True,
        way=ReplyWay.PORTAL,
        entered_by_label="联络员01",
        at=datetime(2026, 11, 9, 2, tzinfo=UTC),
    )
    assert count_office_replies(manager, NOVEMBER) == 2


def test_reply_ledger_names_letter_unit_and_limit(letters: Lead, manager: Actor) -> None:
    rows = list(iterate_reply_ledger(manager, NOVEMBER))
    assert [(row.came_on.day, row.letter_title) for row in rows] == [
        (9, "移送函1"),
        (12, "移送函2"),
    ]
    assert {row.reply_due_on for row in rows} == {date(2026, 11, 10)}


def test_ledgers_show_the_letters_of_leads_one_may_see(letters: Lead) -> None:
    other = make_staff("检察官助理09", Role.ASSISTANT)
    assert count_letter_ledger(other, NOVEMBER) == count_reply_ledger(other, NOVEMBER) == 0
    assert count_office_letters(other, NOVEMBER) == 5


def test_petition_officer_counts_no_letters(desk: Office) -> None:
    person = make_staff("控申01", Role.PETITION_OFFICER)
    for count in (count_letter_ledger, count_office_letters, count_reply_ledger):
        with pytest.raises(NotAllowedError):
            count(person, NOVEMBER)
