"""建议提案转化台账: by the day a proposal came, what it became on one line, answers beside their limit."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.cast import make_staff, make_unit, make_unit_actor
from tests.leads.desk import Office
from tests.proposals.cast import in_hand, make_proposal
from tests.proposals.test_conversion import CASE, answer, convert, to_lead
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.roles import Role
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import NotAllowedError
from xiezhi.proposals.rules.conversion import ConversionKind
from xiezhi.proposals.rules.kinds import ProposalKind
from xiezhi.proposals.rules.measures import ProposalMeasure
from xiezhi.proposals.selectors.ledger import (
    ProposalLedgerFilter,
    count_office_proposals,
    count_proposal_ledger,
    iterate_proposal_ledger,
)
from xiezhi.proposals.services.answers import send_answer

SPRING = ProposalLedgerFilter(since=date(2026, 3, 1), until=date(2026, 3, 31))
ALL_TIME = ProposalLedgerFilter()


def test_ledger_holds_what_came_in_the_period(desk: Office, now: datetime) -> None:
    make_proposal(desk.clerk, now, number="1")
    make_proposal(desk.clerk, now, number="2", received_on=date(2026, 4, 1))
    rows = list(iterate_proposal_ledger(desk.clerk, SPRING))
    assert [row.number for row in rows] == ["1"]
    assert count_proposal_ledger(desk.clerk, SPRING) == 1


def test_line_says_all_a_proposal_became_in_its_order(
    desk: Office, office: Procuratorate, now: datetime
) -> None:
    proposal = in_hand(desk.clerk, now)
    lead = to_lead(desk, proposal, office, now)
    convert(desk, proposal, ConversionKind.GOVERNANCE_SUGGESTION, now, matter=CASE)
    convert(
        desk,
        proposal,
        ConversionKind.MECHANISM,
        now,
        document_name="消检协作办法",
        document_number="达检会〔2026〕3号",
        document_on=legal_day(now),
    )
    (row,) = iterate_proposal_ledger(desk.clerk, ALL_TIME)
    assert [(one.kind, one.target) for one in row.conversions] == [
        ("lead", f"线索 {lead.year}-{lead.number}"),
        ("governance_suggestion", "案件 2026-3"),
        ("mechanism", "消检协作办法达检会〔2026〕3号"),
    ]
    assert row.converted_on == legal_day(now)


def test_limit_of_the_answer_stands_beside_its_day(desk: Office, now: datetime) -> None:
    proposal = in_hand(desk.clerk, now)
    (row,) = iterate_proposal_ledger(desk.clerk, ALL_TIME)
    assert (row.answer_due_on, row.answered_on) == (date(2026, 6, 2), None)
    convert(desk, proposal, ConversionKind.DECLINED, now)
    send_answer(proposal_id=proposal.id, draft=answer(), acting=desk.clerk, now=now)
    (row,) = iterate_proposal_ledger(desk.clerk, ALL_TIME)
    assert (row.answer_due_on, row.answered_on) == (date(2026, 6, 2), date(2026, 5, 20))


@pytest.mark.parametrize(
    ("measure", "count"),
    [
        (ProposalMeasure.RECEIVED, 3),
        (ProposalMeasure.SUBSTANCE, 2),
        (ProposalMeasure.CONVERTED, 1),
        (ProposalMeasure.TO_LEAD, 1),
        (ProposalMeasure.TO_CASE, 1),
        (ProposalMeasure.TO_SUGGESTION, 0),
        (ProposalMeasure.ANSWERED, 0),
    ],
)
def test_figure_is_the_count_of_its_list(
    desk: Office, office: Procuratorate, now: datetime, measure: ProposalMeasure, count: int
) -> None:
    make_proposal(desk.clerk, now, number="1")
    twice = in_hand(desk.clerk, now, number="2")
    to_lead(desk, twice, office, now)
    convert(desk, twice, ConversionKind.CASE, now, matter=CASE)
    declined = in_hand(desk.clerk, now, number="3")
    convert(desk, declined, ConversionKind.DECLINED, now)
    manager = make_staff("案管01", Role.CASE_MANAGEMENT)
    asked = replace(ALL_TIME, measure=measure.value)
    assert count_office_proposals(manager, asked) == count
    assert count_proposal_ledger(desk.clerk, asked) == count
    assert len(list(iterate_proposal_ledger(desk.clerk, asked))) == count


def test_two_kinds_are_told_apart(desk: Office, now: datetime) -> None:
    make_proposal(desk.clerk, now, number="1")
    asked = replace(ALL_TIME, kind=ProposalKind.CPPCC_PROPOSAL.value)
    assert count_proposal_ledger(desk.clerk, asked) == 0


def test_unit_takes_no_ledger(desk: Office) -> None:
    with pytest.raises(NotAllowedError, match="no_right"):
        count_proposal_ledger(make_unit_actor(make_unit()), SPRING)
