"""What of a case leaves in a 证据核验包: an allow-list, written out here and nowhere else.

Nothing of who reported is on it. What came with a report leaves as the copy without metadata.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from xiezhi.cases.models import Case, CaseLead, EvidenceItem, PlacePicture
from xiezhi.cases.rules.evidence import EVIDENCE_LABELS, WAY_LABELS, CollectionWay, EvidenceKind
from xiezhi.cases.rules.kinds import KIND_LABELS, ROLE_LABELS, CaseKind, PartyRole
from xiezhi.cases.rules.standing import EvidenceStanding
from xiezhi.cases.selectors.access import visible_cases
from xiezhi.cases.selectors.case_page import parties_of
from xiezhi.evidence.rules.bundle.contents import BundleMatter
from xiezhi.evidence.rules.bundle.order import BundleItem, read_number
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.leads.selectors.source_words import picture_ids_of_leads
from xiezhi.ledger.rules.canonical import Json

MATTER: Final = "case"
PICTURE: Final = "{title}　现场照片{place}"


def access_numbered_case(acting: Actor, number: str) -> Case:
    """Return the case of a number as people say it (2026-3).

    Raises:
        NotFoundError: ``cases.not_found``.
    """
    named = read_number(number)
    found = None
    if named is not None:
        found = visible_cases(acting).filter(year=named[0], number=named[1]).first()
    if found is None:
        raise NotFoundError("cases.not_found")
    return found


def bundle_matter(case: Case) -> BundleMatter:
    """Return what the bundle is about."""
    return BundleMatter(
        kind=MATTER, id=case.id, number=f"{case.year}-{case.number}", title=case.title
    )


def bundle_items(case: Case) -> tuple[BundleItem, ...]:
    """Return the files of the evidence list, then the pictures taken for it; each once."""
    reported = _reported(case)
    items: dict[UUID, BundleItem] = {}
    for row in _standing(case):
        if row.file_id is not None:
            items[row.file_id] = _item(row.file_id, row.title, reported)
    pictures = PlacePicture.objects.filter(
        case_id=case.id, evidence__isnull=False, evidence__withdrawn_at__isnull=True
    ).select_related("evidence")
    for picture in pictures.order_by("evidence__position", "position", "id"):
        title = PICTURE.format(title=picture.evidence.title, place=picture.position + 1)
        items.setdefault(picture.file_id, _item(picture.file_id, title, reported))
    return tuple(items.values())


def bundle_records(case: Case) -> dict[str, Json]:
    """Return what is told of the case: the register's facts and the evidence list."""
    return {"matter": _facts(case), "evidence": [_line(row) for row in _standing(case)]}


def _facts(case: Case) -> dict[str, Json]:
    return {
        "number": f"{case.year}-{case.number}",
        "national_number": case.national_number,
        "title": case.title,
        "kind": KIND_LABELS[CaseKind(case.kind)],
        "filed_on": case.filed_on,
        "closed_on": case.closed_on,
        "parties": [
            {"role": ROLE_LABELS[PartyRole(one.role)], "name": one.name} for one in parties_of(case)
        ],
    }


def _line(row: EvidenceItem) -> dict[str, Json]:
    return {
        "position": row.position,
        "title": row.title,
        "kind": EVIDENCE_LABELS[EvidenceKind(row.kind)],
        "way": WAY_LABELS[CollectionWay(row.way)],
        "proves": row.proves,
        "collectors": list(row.collectors),
        "collected_on": row.collected_on,
        "place": row.place,
        "witness": row.witness,
        "source": row.source,
        "copy_note": row.copy_note,
        "was_lead_material": row.from_report,
        "file": row.file_id,
    }


def _item(file_id: UUID, title: str, reported: set[UUID]) -> BundleItem:
    return BundleItem(
        file_id=file_id,
        title=title,
        standing=EvidenceStanding.EVIDENCE,
        wants_original=file_id not in reported,
    )


def _reported(case: Case) -> set[UUID]:
    leads = CaseLead.objects.filter(case_id=case.id).values_list("lead_id", flat=True)
    return picture_ids_of_leads(list(leads))


def _standing(case: Case) -> Sequence[EvidenceItem]:
    rows = EvidenceItem.objects.filter(case_id=case.id, withdrawn_at__isnull=True)
    return list(rows.order_by("position", "id"))
