"""A file is reached through a lead the actor may see, never by its id alone."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.selectors.files import list_files
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.models import AssessmentOpinion, LeadStep
from xiezhi.leads.selectors.access import visible_leads
from xiezhi.supporters.selectors.field_tasks import files_of_matters


def access_lead_file(acting: Actor, file_id: UUID) -> StoredFile:
    """Return a file that hangs on a lead: a slip, a later picture. Papers of letters are letters'.

    Raises:
        NotFoundError: ``evidence.no_copy``; whether it exists is not told.
    """
    file = OuterRef("id")
    seen = visible_leads(acting).values("id")
    hangs = (
        Q(Exists(files_of_matters(MatterKind.LEAD, seen).filter(file_id=file)))
        | Q(Exists(LeadStep.objects.filter(slip_id=file, lead_id__in=seen)))
        | Q(Exists(AssessmentOpinion.objects.filter(slip_id=file, assessment__lead_id__in=seen)))
    )
    found = list_files().filter(hangs, id=file_id).first()
    if found is None:
        raise NotFoundError("evidence.no_copy")
    return found
