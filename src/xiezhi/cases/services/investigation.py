"""证据: what was collected, how, by which two 检察人员, and what it proves (办案规则第32至42条)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import Case, EvidenceItem, PlacePicture
from xiezhi.cases.rules.evidence import CollectionWay, EvidenceKind, check_piece, check_way
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.services._custody import note_fixing, refuse_unfixed, require_place
from xiezhi.cases.services._people import investigators, is_led_by_prosecutor
from xiezhi.cases.services._pictures import (
    Owner,
    Scene,
    check_pictures,
    keep_fixed,
    keep_pictures,
)
from xiezhi.cases.services.picture_input import Picture
from xiezhi.evidence.services.papers import check_papers, keep_papers
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.language.cleaning import clean_line
from xiezhi.leads.selectors.source_words import picture_ids_of_leads
from xiezhi.ledger.services.acts import act

MAX_TITLE: Final = 120
MAX_PROVES: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceInput:
    """One piece of evidence as the officer writes it.

    Attributes:
        staff_ids: the 检察人员 who collected it together.
        copy_note: of a copy: who took it, who gave it, when, from where, agreement with the original.
        pictures: taken on the spot, for 照片说明页.
        taken_at: when a picture of a report was taken, as its sender or whoever fixed it says.
    """

    kind: EvidenceKind
    way: CollectionWay
    title: str
    proves: str
    staff_ids: Sequence[UUID]
    collected_on: date
    source: str = ""
    place: str = ""
    witness: str = ""
    is_copy: bool = False
    copy_note: str = ""
    file: IncomingFile | None = None
    pictures: Sequence[Picture] = ()
    taken_at: datetime | None = None


def add_evidence(
    *, case_id: UUID, piece: EvidenceInput, acting: Actor, now: datetime
) -> EvidenceItem:
    """Put a piece of evidence on the list 证据清单.

    Raises:
        InvalidInputError: ``cases.no_evidence_title``, ``cases.no_proof``, ``cases.copy_note_missing``,
            ``cases.no_place``, ``cases.day_in_future``, ``cases.opinion_not_signed``,
            ``cases.no_institution``, ``cases.taken_in_future``; codes of evidence and people.
        RuleRefusedError: ``cases.two_staff_needed``, ``cases.recused``, ``cases.not_procuratorial``,
            ``cases.no_prosecutor_led``, ``cases.not_fixed_yet``: a picture of a lead, which two
            检察人员 have to verify and fix first.
        ConflictError: ``cases.ended``.
    """
    files, pictures = check_papers([piece.file]), check_pictures(piece.pictures, now)
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = _open(acting, case_id)
        refuse_unfixed(case, [*files, *(one.file for one in pictures if one.file)])
        item = _item(case, piece, has_file=bool(files), acting=acting, now=now)
        kept = keep_papers(files, now)
        item.file_id = kept[0] if kept else None
        item.save(force_insert=True)
        keep_pictures(case, Owner(evidence=item), pictures, _scene(item), now=now)
        record("cases.add_evidence", "case", case.id, after={"evidence": str(item.id)})
    return item


def correct_evidence(  # one act, each value named
    *,
    case_id: UUID,
    evidence_id: UUID,
    piece: EvidenceInput,
    reason: str,
    acting: Actor,
    now: datetime,
) -> EvidenceItem:
    """Put a corrected piece in the place of one on the list; the former line stays in the record.

    The file stays unless another one is given; pictures stay, further ones are added.

    Raises:
        InvalidInputError: ``cases.no_reason``, ``cases.no_such_evidence``; as `add_evidence`.
    """
    files, pictures = check_papers([piece.file]), check_pictures(piece.pictures, now)
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = _open(acting, case_id)
        refuse_unfixed(case, [*files, *(one.file for one in pictures if one.file)])
        former = _standing(case, evidence_id)
        _take_off(former, f"更正：{_reason(reason)}", now)
        has_file = bool(files) or former.file_id is not None
        item = _item(case, piece, has_file=has_file, acting=acting, now=now)
        item.position, item.from_report = former.position, former.from_report
        item.file_id = next(iter(keep_papers(files, now)), former.file_id)
        item.save(force_insert=True)
        PlacePicture.objects.filter(evidence_id=former.id).update(evidence=item)
        keep_pictures(case, Owner(evidence=item), pictures, _scene(item), now=now)
        record(
            "cases.correct_evidence",
            "case",
            case.id,
            before={"evidence": str(former.id)},
            after={"evidence": str(item.id)},
        )
    return item


def fix_report_picture(
    *, case_id: UUID, file_id: UUID, piece: EvidenceInput, acting: Actor, now: datetime
) -> EvidenceItem:
    """Make evidence of a picture that came with a report: two 检察人员 verified and fixed it on the spot.

    Until then it is material of the lead (第36、39条).

    Raises:
        InvalidInputError: ``cases.no_such_picture``, ``cases.no_way_of_fixing``: ``source`` must
            say how it was verified; ``cases.taken_in_future``; as `add_evidence`.
    """
    if piece.taken_at is not None and piece.taken_at > now:
        raise InvalidInputError("cases.taken_in_future")
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = _open(acting, case_id)
        leads = list(case.lead_links.values_list("lead_id", flat=True))
        if file_id not in picture_ids_of_leads(leads):
            raise InvalidInputError("cases.no_such_picture")
        if not piece.source.strip():
            raise InvalidInputError("cases.no_way_of_fixing", basis="办案规则第39条")
        item = _item(case, piece, has_file=True, acting=acting, now=now)
        require_place(item)
        item.file_id, item.from_report = file_id, True
        item.save(force_insert=True)
        note_fixing(item, acting=acting, now=now)
        keep_fixed(case, item, file_id, _scene(item), taken_at=piece.taken_at, now=now)
        record("cases.fix_picture", "case", case.id, after={"evidence": str(item.id)})
    return item


def withdraw_evidence(
    *, case_id: UUID, evidence_id: UUID, reason: str, acting: Actor, now: datetime
) -> EvidenceItem:
    """Take a piece off the list; it stays in the record with the reason.

    Raises:
        InvalidInputError: ``cases.no_reason``, ``cases.no_such_evidence``.
        ConflictError: ``cases.ended``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = _open(acting, case_id)
        item = _standing(case, evidence_id)
        _take_off(item, _reason(reason), now)
        record("cases.withdraw_evidence", "case", case.id, after={"evidence": str(item.id)})
    return item


def _open(acting: Actor, case_id: UUID) -> Case:
    case = access_case(acting, case_id, lock=True)
    if not case.is_open:
        raise ConflictError("cases.ended")
    return case


def _standing(case: Case, evidence_id: UUID) -> EvidenceItem:
    item: EvidenceItem | None = EvidenceItem.objects.filter(
        case_id=case.id, id=evidence_id, withdrawn_at__isnull=True
    ).first()
    if item is None:
        raise InvalidInputError("cases.no_such_evidence")
    return item


def _reason(given: str) -> str:
    words = clean_line(given, limit=190)
    if not words:
        raise InvalidInputError("cases.no_reason")
    return words


def _take_off(item: EvidenceItem, words: str, now: datetime) -> None:
    item.withdrawn_at, item.withdrawn_reason = now, words
    item.save(update_fields=["withdrawn_at", "withdrawn_reason"])


def _scene(item: EvidenceItem) -> Scene:
    """Who sent a picture in is nobody's to read; who fixed it stands for it."""
    people = "、".join(item.collectors)
    return Scene(
        day=item.collected_on,
        place=item.place,
        taken_by=f"{people}核实固定"[:60] if item.from_report else people[:60],
        proves_before=item.proves,
        witness=item.witness,
    )


def _item(  # one line, made in one place
    case: Case, piece: EvidenceInput, *, has_file: bool, acting: Actor, now: datetime
) -> EvidenceItem:
    title = clean_line(piece.title, limit=MAX_TITLE)
    proves = clean_line(piece.proves, limit=MAX_PROVES)
    copy_note, place = clean_line(piece.copy_note, limit=200), clean_line(piece.place, limit=120)
    if piece.collected_on > legal_day(now):
        raise InvalidInputError("cases.day_in_future")
    check_piece(piece.kind, title, proves, place=place, copy_note=copy_note, is_copy=piece.is_copy)
    source = clean_line(piece.source, limit=120)
    is_led = is_led_by_prosecutor(piece.staff_ids, piece.collected_on)
    check_way(piece.kind, piece.way, has_file=has_file, source=source, is_led=is_led)
    collectors = investigators(case, piece.staff_ids, piece.collected_on)
    return EvidenceItem(
        case=case,
        position=case.evidence.count() + 1,
        kind=piece.kind,
        way=piece.way,
        title=title,
        proves=proves,
        source=source,
        collectors=collectors,
        collector_count=len(collectors),
        witness=clean_line(piece.witness, limit=60),
        collected_on=piece.collected_on,
        place=place,
        is_copy=piece.is_copy,
        copy_note=copy_note,
        entered_by_label=acting.signature[:60],
        entered_at=now,
    )
