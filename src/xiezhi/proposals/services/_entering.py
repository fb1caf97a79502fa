"""Writing proposals down: by hand one, from a file many, all in the caller's act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from xiezhi.accounts.selectors.people import list_departments
from xiezhi.evidence.services.papers import check_papers, keep_papers
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.language.segmentation import search_vector
from xiezhi.proposals.models import Proposal, ProposalFile, ProposalImport
from xiezhi.proposals.rules.kinds import MAX_FILES
from xiezhi.proposals.rules.procedure import OWN, ProposalEvent
from xiezhi.proposals.rules.reading_in.entries import ProposalEntry
from xiezhi.proposals.services._clocks import repeat_nearest, start_answer_clock
from xiezhi.proposals.services._steps import write_step

_SEARCHED = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """In whose hands a proposal comes."""

    department_id: UUID
    handler_id: UUID | None = None


def usual_charge(acting: Actor) -> Charge:
    """Return the department proposals come to: the one for public interest, else the actor's own."""
    own = next((one.id for one in list_departments() if one.is_public_interest), None)
    department_id = own or acting.department_id
    if department_id is None:
        raise InvalidInputError("accounts.no_department")
    return Charge(department_id=department_id)


def add_proposal(
    entry: ProposalEntry,
    charge: Charge,
    *,
    batch: ProposalImport | None = None,
    acting: Actor,
    now: datetime,
) -> Proposal:
    """Write one clean entry down, start its clock and its history."""
    proposal = Proposal(
        id=new_id(now),
        **{name: getattr(entry, name) for name in entry.__dataclass_fields__},
        state_since=now,
        department_id=charge.department_id,
        handler_id=charge.handler_id,
        batch=batch,
        registered_by_label=acting.signature,
        registered_at=now,
    )
    words = (entry.number, entry.title, entry.session, entry.submitters, entry.delegation)
    proposal.search = search_vector("，".join((*words, entry.text[:_SEARCHED])))
    proposal.save(force_insert=True)
    write_step(proposal, ProposalEvent.REGISTER, source=None, basis=OWN, acting=acting, now=now)
    start_answer_clock(proposal)
    repeat_nearest(proposal)
    return proposal


def check_hung(files: Sequence[IncomingFile]) -> list[CheckedFile]:
    """Look through papers to be hung on a proposal; slow, so called before the act opens.

    Raises:
        InvalidInputError: ``proposals.too_many_files`` and the codes of evidence.
    """
    if len(files) > MAX_FILES:
        raise InvalidInputError("proposals.too_many_files", limit=MAX_FILES)
    return check_papers(files)


def hang_papers(
    proposal: Proposal, checked: Sequence[CheckedFile], *, acting: Actor, now: datetime
) -> None:
    """Store papers and hang them on a proposal."""
    for file_id in keep_papers(checked, now):
        ProposalFile.objects.create(
            id=new_id(now),
            proposal=proposal,
            file_id=file_id,
            added_by_label=acting.signature,
            added_at=now,
        )
