"""Who put a proposal forward with an interest of their own works on no case that came of it."""

from datetime import datetime

import pytest

from tests.cases.test_team_of_a_case import assistant
from tests.leads.desk import Office
from tests.proposals.cast import in_hand
from tests.proposals.test_conversion import to_lead
from xiezhi.accounts.models import Procuratorate
from xiezhi.cases.models import Case
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.people import TeamRole
from xiezhi.cases.services.opening import Opening, open_case
from xiezhi.cases.services.team import invite_expert
from xiezhi.kernel.errors import DomainError
from xiezhi.leads.models import Lead
from xiezhi.proposals.services.registration import flag_interest
from xiezhi.supporters.models import Supporter


def case_of(lead: Lead, desk: Office, now: datetime) -> Case:
    """A case about the lead a proposal became."""
    opening = Opening(
        kind=CaseKind.ADMINISTRATIVE,
        title="督促履行监管职责行政公益诉讼案",
        department_id=lead.department_id,
        handler_id=None,
        area="eco_resources",
    )
    return open_case(opening=opening, lead_ids=[lead.id], acting=desk.head, now=now)


def invite(case: Case, who: Supporter, desk: Office, now: datetime) -> None:
    invite_expert(
        case_id=case.id,
        supporter_id=who.id,
        part=TeamRole.SPECIAL_ASSISTANT,
        acting=desk.head,
        now=now,
    )


def test_an_assistant_who_put_it_forward_with_an_interest_is_refused_with_the_reason(
    desk: Office, scope: Procuratorate, now: datetime
) -> None:
    proposal = in_hand(desk.clerk, now)
    case = case_of(to_lead(desk, proposal, scope, now), desk, now)
    flag_interest(proposal_id=proposal.id, reason="本人企业", acting=desk.head, now=now)
    who = assistant(None)
    who.name = proposal.submitters.split("、")[0]
    who.save(update_fields=["name"])
    with pytest.raises(DomainError) as refused:
        invite(case, who, desk, now)
    assert (refused.value.code, refused.value.params["reason"]) == (
        "cases.has_interest",
        "本人企业",
    )
    assert not case.members.exists()


def test_an_assistant_who_only_put_it_forward_or_did_not_is_invited(
    desk: Office, scope: Procuratorate, now: datetime
) -> None:
    proposal = in_hand(desk.clerk, now)
    case = case_of(to_lead(desk, proposal, scope, now), desk, now)
    submitter = assistant(None)
    submitter.name = proposal.submitters.split("、")[0]
    submitter.save(update_fields=["name"])
    invite(case, submitter, desk, now)
    flag_interest(proposal_id=proposal.id, reason="本人企业", acting=desk.head, now=now)
    invite(case, assistant(None, number=4), desk, now)
    assert case.members.count() == 2
