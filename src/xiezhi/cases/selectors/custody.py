"""What a file counts as, and by whom it was made evidence."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from xiezhi.cases.models import Case, CaseLead, EvidenceItem, PlacePicture
from xiezhi.cases.rules.standing import EvidenceStanding
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.selectors.files import list_files
from xiezhi.intake.selectors.behind_leads import is_of_a_report
from xiezhi.leads.selectors.source_words import picture_ids_of_leads
from xiezhi.supporters.selectors.field_tasks import is_of_a_task


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStanding:
    """What a file counts as; of evidence, the line of the list it is, or belongs to."""

    standing: EvidenceStanding
    item: EvidenceItem | None = None


def standing_of(file: StoredFile) -> FileStanding:
    """Return what a file counts as now; at most four queries."""
    item = find_evidence_of(file.id)
    if item is not None:
        return FileStanding(standing=EvidenceStanding.EVIDENCE, item=item)
    if is_of_a_report(file.id) or is_of_a_task(file.id):
        return FileStanding(standing=EvidenceStanding.LEAD_MATERIAL)
    return FileStanding(standing=EvidenceStanding.PAPER)


def find_evidence_of(file_id: UUID) -> EvidenceItem | None:
    """Return the line of an evidence list a file stands on, or was taken for; None where none."""
    standing = EvidenceItem.objects.filter(withdrawn_at__isnull=True).select_related("case")
    item: EvidenceItem | None = standing.filter(file_id=file_id).first()
    if item is not None:
        return item
    picture = PlacePicture.objects.filter(
        file_id=file_id, evidence__isnull=False, evidence__withdrawn_at__isnull=True
    ).first()
    return None if picture is None else standing.filter(id=picture.evidence_id).first()


def collectors_by_file(file_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """Return who fixed or collected each of the files that stands on an evidence list; one query."""
    if not file_ids:
        return {}
    rows = EvidenceItem.objects.filter(file_id__in=list(file_ids), withdrawn_at__isnull=True)
    return dict(rows.values_list("file_id", "collectors"))


def evidence_file_ids(case: Case) -> list[UUID]:
    """Return the files of the evidence list of a case, in its order."""
    rows = EvidenceItem.objects.filter(
        case_id=case.id, withdrawn_at__isnull=True, file__isnull=False
    )
    return list(rows.order_by("position", "id").values_list("file_id", flat=True))


def is_any_report_picture(case: Case, hashes: Collection[bytes]) -> bool:
    """Return whether one of these contents is a picture of the case's leads, or its shared copy."""
    if not hashes:
        return False
    leads = CaseLead.objects.filter(case_id=case.id).values_list("lead_id", flat=True)
    pictures = list_files().filter(id__in=picture_ids_of_leads(list(leads)))
    known = {
        bytes(digest)
        for row in pictures.values_list("sha256", "shared_sha256")
        for digest in row
        if digest is not None
    }
    return not known.isdisjoint(hashes)
