"""Material offered to deputies, contacts with them, files imported before."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from xiezhi.kernel.actor import Actor
from xiezhi.proposals.models import DeputyContact, Material, Proposal, ProposalImport
from xiezhi.proposals.rules.contacts import ContactKind
from xiezhi.proposals.rules.reading_in.entries import Identity, ProposalEntry, identity_of
from xiezhi.proposals.selectors.access import may_read


def list_materials(acting: Actor) -> QuerySet[Material]:
    """Return all material, the latest first, with the proposal it was taken up in."""
    rows: QuerySet[Material] = Material.objects.order_by("-written_at", "id")
    return rows.select_related("proposal") if may_read(acting) else rows.none()


def list_contacts(acting: Actor, kind: ContactKind | None = None) -> QuerySet[DeputyContact]:
    """Return the contacts, of one kind when given, the latest first."""
    rows: QuerySet[DeputyContact] = DeputyContact.objects.order_by("-held_on", "-recorded_at", "id")
    if not may_read(acting):
        return rows.none()
    return rows if kind is None else rows.filter(kind=kind)


def count_owed(acting: Actor) -> int:
    """Return how many contacts ask for something nobody has done yet."""
    return list_contacts(acting).filter(followed_up_on__isnull=True).exclude(follow_up="").count()


def list_imports() -> list[ProposalImport]:
    """Return the files imported before, the latest first."""
    return list(ProposalImport.objects.order_by("-imported_at", "id")[:50])


def find_import(data: bytes) -> ProposalImport | None:
    """Return the import of these very bytes."""
    found: ProposalImport | None = ProposalImport.objects.filter(
        file_sha256=hashlib.sha256(data).digest()
    ).first()
    return found


def find_known(entries: Iterable[ProposalEntry]) -> dict[Identity, UUID]:
    """Return which proposals are registered already, by kind, level, session and number."""
    wanted = {identity_of(one) for one in entries}
    if not wanted:
        return {}
    sessions = {session for _kind, _level, session, _number in wanted}
    numbers = {number for *_rest, number in wanted}
    rows = Proposal.objects.filter(Q(session__in=sessions) & Q(number__in=numbers))
    known = {
        (row.kind, row.level, row.session, row.number): row.id
        for row in rows.only("id", "kind", "level", "session", "number")
    }
    return {identity: row_id for identity, row_id in known.items() if identity in wanted}
