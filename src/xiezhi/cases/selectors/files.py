"""A file is reached through a case the actor may see, never by its id alone."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from xiezhi.cases.models import (
    CasePaper,
    Commission,
    EvidenceItem,
    FollowUp,
    LookBack,
    Meeting,
    Outcome,
    PaperDelivery,
    PlacePicture,
)
from xiezhi.cases.selectors.access import visible_cases
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.selectors.files import list_files
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError


def access_case_file(acting: Actor, file_id: UUID) -> StoredFile:
    """Return a file that hangs on a case: a paper, a receipt, evidence, a picture of a place.

    Raises:
        NotFoundError: ``evidence.no_copy``; whether it exists is not told.
    """
    file, seen = OuterRef("id"), visible_cases(acting).values("id")
    of_case = (
        (CasePaper, "file_id"),
        (EvidenceItem, "file_id"),
        (PlacePicture, "file_id"),
        (FollowUp, "record_file_id"),
        (LookBack, "record_file_id"),
        (Outcome, "proof_file_id"),
        (Commission, "letter_file_id"),
        (Commission, "result_file_id"),
        (Meeting, "sign_in_file_id"),
        (Meeting, "minutes_file_id"),
    )
    hangs = Q(Exists(PaperDelivery.objects.filter(receipt_id=file, paper__case_id__in=seen)))
    for model, column in of_case:
        hangs |= Q(Exists(model.objects.filter(**{column: file, "case_id__in": seen})))
    found = list_files().filter(hangs, id=file_id).first()
    if found is None:
        raise NotFoundError("evidence.no_copy")
    return found
