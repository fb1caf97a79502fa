"""A file of a letter is reached through a letter the actor may see, never by its id alone."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.selectors.files import list_files
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.letters.models import FormerService, LetterReplyFile
from xiezhi.letters.selectors.access import visible_letters


def access_letter_file(acting: Actor, file_id: UUID) -> StoredFile:
    """Return a file that hangs on a letter: a slip, the sealed paper, a receipt, a reply's paper.

    Raises:
        NotFoundError: ``evidence.no_copy``; whether it exists is not told.
    """
    file = OuterRef("id")
    seen = visible_letters(acting)
    own = (
        Q(issue_slip_id=file)
        | Q(seal_slip_id=file)
        | Q(sealed_letter_id=file)
        | Q(service_receipt_id=file)
        | Q(objection_paper_id=file)
    )
    letters = seen.values("id")
    replied = LetterReplyFile.objects.filter(file_id=file, reply__letter_id__in=letters)
    former = FormerService.objects.filter(receipt_id=file, letter_id__in=letters)
    hangs = Q(Exists(seen.filter(own))) | Q(Exists(replied)) | Q(Exists(former))
    found = list_files().filter(hangs, id=file_id).first()
    if found is None:
        raise NotFoundError("evidence.no_copy")
    return found
