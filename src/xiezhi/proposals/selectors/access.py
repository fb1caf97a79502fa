"""Who may see proposals: whoever handles matters here. They are official acts, open in the office."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.selectors.files import list_files
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.proposals.models import (
    Conversion,
    CopyBack,
    DeputyContact,
    Material,
    Proposal,
    ProposalAnswer,
    ProposalFile,
)


def may_read(acting: Actor) -> bool:
    """Return whether proposals, material and contacts are open to the actor."""
    return may(acting, Action.VIEW_OWN_LEADS) or may(acting, Action.SCREEN_PROPOSAL)


def visible_proposals(acting: Actor) -> QuerySet[Proposal]:
    """Return the proposals the actor may see: all, or none."""
    proposals: QuerySet[Proposal] = Proposal.objects.all()
    return proposals if may_read(acting) else proposals.none()


def access_proposal(acting: Actor, proposal_id: UUID, *, lock: bool = False) -> Proposal:
    """Return a proposal the actor may see; locked until the transaction ends when asked for.

    Raises:
        NotFoundError: ``proposals.not_found``.
    """
    proposals = visible_proposals(acting).filter(id=proposal_id)
    if lock:
        proposals = proposals.select_for_update()
    found = proposals.first()
    if found is None:
        raise NotFoundError("proposals.not_found")
    return found


def access_conversion(acting: Actor, conversion_id: UUID, *, lock: bool = False) -> Conversion:
    """Return a conversion of a proposal the actor may see; the proposal locked when asked for.

    Raises:
        NotFoundError: ``proposals.no_conversion``, ``proposals.not_found``.
    """
    found: Conversion | None = Conversion.objects.filter(id=conversion_id).first()
    if found is None:
        raise NotFoundError("proposals.no_conversion")
    found.proposal = access_proposal(acting, found.proposal_id, lock=lock)
    return found


def access_material(acting: Actor, material_id: UUID, *, lock: bool = False) -> Material:
    """Return a material.

    Raises:
        NotFoundError: ``proposals.no_material``.
    """
    rows = Material.objects.select_for_update(of=("self",)) if lock else Material.objects
    found: Material | None = rows.filter(id=material_id).first()
    if found is None or not may_read(acting):
        raise NotFoundError("proposals.no_material")
    return found


def access_contact(acting: Actor, contact_id: UUID, *, lock: bool = False) -> DeputyContact:
    """Return an occasion of contact.

    Raises:
        NotFoundError: ``proposals.no_contact``.
    """
    rows = DeputyContact.objects.select_for_update() if lock else DeputyContact.objects
    found: DeputyContact | None = rows.filter(id=contact_id).first()
    if found is None or not may_read(acting):
        raise NotFoundError("proposals.no_contact")
    return found


def access_proposal_file(acting: Actor, file_id: UUID) -> StoredFile:
    """Return a file that hangs on a proposal, a conversion, a copy sent back or an answer.

    Raises:
        NotFoundError: ``evidence.no_copy``; whether it exists is not told.
    """
    hangs = Q()
    for model in (ProposalFile, Conversion, CopyBack, ProposalAnswer):
        hangs |= Q(Exists(model.objects.filter(file_id=OuterRef("id"))))
    found = list_files().filter(hangs, id=file_id).first() if may_read(acting) else None
    if found is None:
        raise NotFoundError("evidence.no_copy")
    return found
