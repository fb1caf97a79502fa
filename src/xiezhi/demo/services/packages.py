"""The demo's two offices exchange packages: peers of each other, a transferred lead in review."""

from datetime import datetime
from uuid import UUID

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.selectors.actors import find_staff_actor
from xiezhi.accounts.selectors.people import get_active_member
from xiezhi.accounts.selectors.posts import list_holders
from xiezhi.exchange.inner.telling import Telling, pictures_of, proposed_telling
from xiezhi.exchange.inner.transfer import transfer_lead
from xiezhi.exchange.models import ExchangePeer
from xiezhi.exchange.rules.items import PeerKind
from xiezhi.exchange.selectors.peers import list_peers
from xiezhi.exchange.services.drafting import draft_package, submit_package
from xiezhi.exchange.services.keys import own_card
from xiezhi.exchange.services.peers import trust_peer
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.selectors.access import visible_leads


def exchange_packages(first: Procuratorate, second: Procuratorate, *, now: datetime) -> None:
    """Pair two offices once, and have the first one's transferred lead wait for its reviewer."""
    with tenant_scope(first.id):
        if list_peers(with_revoked=True).exists():
            return
    with tenant_scope(second.id):
        _trust(second, first, now)
    with tenant_scope(first.id):
        peer = _trust(first, second, now)
        lead = visible_leads(system_actor(first.id)).filter(state=LeadState.TRANSFER_OFFERED)
        for offered in lead.order_by("registered_at")[:1]:
            _transfer(offered, peer, first, now)


def _trust(office: Procuratorate, other: Procuratorate, now: datetime) -> ExchangePeer:
    return trust_peer(
        card=own_card(other),
        kind=PeerKind.PROCURATORATE,
        office=office,
        acting=system_actor(office.id),
        now=now,
    )


def _transfer(lead: Lead, peer: ExchangePeer, office: Procuratorate, now: datetime) -> None:
    proposed = proposed_telling(lead)
    transfer_lead(
        lead_id=lead.id,
        peer_id=peer.id,
        telling=Telling(
            title=proposed.title,
            facts=proposed.facts,
            note="地点在你区境内，依照办案规则第26条移送（演示推演）。",
            contact_words="公益诉讼检察部门办公电话",
            picture_ids=[file.id for file in pictures_of(lead)],
        ),
        office=office,
        acting=_actor(lead.handler_id, now),
        now=now,
    )
    clerk = _actor(list_holders(Role.CLERK, legal_day(now))[0], now)
    package = draft_package(peer_id=peer.id, acting=clerk, now=now)
    submit_package(package_id=package.id, note="移送线索一件（演示推演）", acting=clerk, now=now)


def _actor(member_id: UUID | None, now: datetime) -> Actor:
    if member_id is None:
        raise LookupError("a transferred lead has a handler")
    account = get_active_member(member_id).account
    found = find_staff_actor(account, today=legal_day(now))
    if found is None:
        raise LookupError(str(member_id))
    return found
