"""分派 and 批量移交承办."""

from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.people import get_active_member
from xiezhi.clocks.services.running import hand_clocks
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.leads.models import Lead
from xiezhi.leads.selectors.access import access_leads
from xiezhi.leads.selectors.counts import owed_leads
from xiezhi.leads.services.told import tell_staff
from xiezhi.ledger.services.acts import Recorder, act


def assign_leads(
    *, lead_ids: list[UUID], handler_id: UUID, acting: Actor, now: datetime
) -> list[Lead]:
    """Give leads to a handler, whose department they follow; returns those that changed.

    Raises:
        NotFoundError: ``leads.not_found``: one of them may not be seen; nothing is assigned.
        InvalidInputError: ``accounts.no_member``, ``leads.none_chosen``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.ASSIGN_LEAD)
        if not lead_ids:
            raise InvalidInputError("leads.none_chosen")
        leads = access_leads(acting, lead_ids, lock=True)
        changed = _give([one for one in leads if one.handler_id != handler_id], handler_id, record)
        if not changed:
            record("leads.assign_again", "lead", leads[0].id)
        for lead in changed:
            if handler_id != acting.id:
                tell_staff(
                    lead=lead, staff_id=handler_id, kind="leads.assigned", acting=acting, now=now
                )
    return changed


def hand_over_leads(
    *, from_staff_id: UUID, to_staff_id: UUID, acting: Actor, now: datetime
) -> list[Lead]:
    """Hand over every open lead of one member of staff to another.

    Leads whose reporter still has to be told the outcome go along.

    Raises:
        StepUpRequiredError: the actor has not proved who they are within the last minutes.
        InvalidInputError: ``leads.same_person``, ``accounts.no_member``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HAND_OVER)
        if from_staff_id == to_staff_id:
            raise InvalidInputError("leads.same_person")
        owed = owed_leads(acting, from_staff_id)
        leads = list(owed.select_for_update(of=("self",)).order_by("id"))
        changed = _give(leads, to_staff_id, record)
        record(
            "leads.hand_over",
            "staff",
            from_staff_id,
            after={"to": str(to_staff_id), "count": len(changed)},
        )
        if changed:
            tell_staff(
                lead=changed[0],
                staff_id=to_staff_id,
                kind="leads.handed_over",
                acting=acting,
                now=now,
            )
    return changed


def _give(leads: list[Lead], handler_id: UUID, record: Recorder) -> list[Lead]:
    handler = get_active_member(handler_id)
    for lead in leads:
        record(
            "leads.assign",
            "lead",
            lead.id,
            before={"handler": str(lead.handler_id or "")},
            after={"handler": str(handler_id)},
        )
        lead.handler_id, lead.department_id = handler.id, handler.department_id
    Lead.objects.bulk_update(leads, ["handler", "department"], batch_size=200)
    hand_clocks(
        [lead.id for lead in leads],
        handler_id=handler.id,
        department_id=handler.department_id,
    )
    return leads
