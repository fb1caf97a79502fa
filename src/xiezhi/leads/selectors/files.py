"""A file is reached through a lead the actor may see, never by its id alone."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.selectors.files import list_files
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.leads.models import (
    AssessmentOpinion,
    FieldTaskPhoto,
    LeadStep,
    OrganReplyFile,
    Referral,
)
from xiezhi.leads.selectors.access import visible_leads


def access_lead_file(acting: Actor, file_id: UUID) -> StoredFile:
    """Return a file that hangs on a lead: a reply, a receipt of service, a slip, a later picture.

    Raises:
        NotFoundError: ``evidence.no_copy``; whether it exists is not told.
    """
    file = OuterRef("id")
    seen = visible_leads(acting).values("id")
    hangs = (
        Q(Exists(OrganReplyFile.objects.filter(file_id=file, reply__referral__lead_id__in=seen)))
        | Q(Exists(Referral.objects.filter(service_receipt_id=file, lead_id__in=seen)))
        | Q(Exists(FieldTaskPhoto.objects.filter(file_id=file, task__lead_id__in=seen)))
        | Q(Exists(LeadStep.objects.filter(slip_id=file, lead_id__in=seen)))
        | Q(Exists(AssessmentOpinion.objects.filter(slip_id=file, assessment__lead_id__in=seen)))
    )
    found = list_files().filter(hangs, id=file_id).first()
    if found is None:
        raise NotFoundError("evidence.no_copy")
    return found
