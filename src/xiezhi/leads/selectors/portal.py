"""What a unit sees: the documents sent to it and its own replies. Never a lead, never a reporter."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.office_settings import find_own_limit, period_of
from xiezhi.evidence.models import StoredFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.deadlines import rule_on
from xiezhi.leads.models import LeadClock, OrganReply, OrganReplyFile, Referral
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.replies import Measure, ReplyPart, measures_of

SOON_DAYS: Final = 7
MOST: Final = 200


class Box(StrEnum):
    """A card of the portal."""

    ALL = "all"
    TO_CONFIRM = "to_confirm"
    TO_REPLY = "to_reply"
    DUE_SOON = "due_soon"
    REPLIED = "replied"


BOX_LABELS: Final = {
    Box.ALL: "全部",
    Box.TO_CONFIRM: "待签收",
    Box.TO_REPLY: "待回复",
    Box.DUE_SOON: "7日内到期",
    Box.REPLIED: "已回复",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFile:
    """A paper or picture of a reply."""

    id: UUID
    part: ReplyPart
    name: str
    kind: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReply:
    """A reply of the unit, or its draft."""

    id: UUID
    is_draft: bool
    words: str
    measures: tuple[Measure, ...]
    conclusion: str
    reply_number: str
    dated_on: date | None
    received_on: date | None
    way: str
    entered_by_label: str
    at: datetime
    files: tuple[ReplyFile, ...]

    def files_of(self, part: ReplyPart) -> tuple[ReplyFile, ...]:
        """Return the files of one part, in order."""
        return tuple(file for file in self.files if file.part == part)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLimit:
    """How long a unit has: 法定 or 本院规定, counted from the day after service."""

    kind: str
    length: int
    unit: str
    basis: str
    served_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReferral:
    """A document as the unit sees it. Holds no field of the lead behind it."""

    id: UUID
    title: str
    body: str
    office_number: str
    contact_words: str
    sealed_letter_id: UUID | None
    sent_at: datetime
    served_on: date | None
    received_at: datetime | None
    received_by_label: str
    unit_section: str
    unit_contact: str
    unit_telephone: str
    reply_due_on: date | None
    is_reply_due_provisional: bool
    limit: ReplyLimit
    days_left: int | None
    replied_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReferralPage:
    """A document with the unit's draft and its replies, oldest first."""

    referral: UnitReferral
    draft: UnitReply | None
    replies: tuple[UnitReply, ...]


def referrals_of_unit(acting: Actor) -> QuerySet[Referral]:
    """Return what was sent to the actor's unit and not withdrawn.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.ANSWER_REFERRAL)
    sent: QuerySet[Referral] = Referral.objects.filter(
        unit_id=acting.unit_id, sent_at__isnull=False, withdrawn_at__isnull=True
    )
    return sent


def access_unit_referral(acting: Actor, referral_id: UUID, *, lock: bool = False) -> Referral:
    """Return a document sent to the actor's unit.

    Raises:
        NotFoundError: ``leads.referral_not_found``; also for another unit's.
    """
    found = referrals_of_unit(acting).filter(id=referral_id)
    if lock:
        found = found.select_for_update()
    referral = found.first()
    if referral is None:
        raise NotFoundError("leads.referral_not_found")
    return referral


def count_boxes(acting: Actor, today: date) -> dict[Box, int]:
    """Return the figures of the portal's cards, in one query."""
    counts: dict[str, int] = referrals_of_unit(acting).aggregate(
        **{box.value: Count("id", filter=_in_box(box, today)) for box in Box}
    )
    return {box: counts[box.value] for box in Box}


def list_unit_referrals(acting: Actor, box: Box, today: date) -> tuple[UnitReferral, ...]:
    """Return the documents of a box: unanswered first and by due day, answered ones newest first."""
    found = (
        referrals_of_unit(acting)
        .filter(_in_box(box, today))
        .order_by(
            F("replied_at").desc(nulls_first=True),
            F("reply_due_on").asc(nulls_last=True),
            "sent_at",
            "id",
        )[:MOST]
    )
    return _as_seen(list(found), today)


def get_unit_referral(acting: Actor, referral_id: UUID, today: date) -> UnitReferralPage:
    """Return one document with draft and replies.

    Raises:
        NotFoundError: ``leads.referral_not_found``.
    """
    referral = access_unit_referral(acting, referral_id)
    rows = list(OrganReply.objects.filter(referral_id=referral.id).order_by("at"))
    files = files_of_replies([row.id for row in rows])
    replies = [reply_as_seen(row, files) for row in rows]
    drafts = [reply for reply in replies if reply.is_draft]
    return UnitReferralPage(
        referral=_as_seen([referral], today)[0],
        draft=drafts[-1] if drafts else None,
        replies=tuple(reply for reply in replies if not reply.is_draft),
    )


def files_of_replies(reply_ids: list[UUID]) -> dict[UUID, list[ReplyFile]]:
    """Return the files of each reply, in order."""
    found: dict[UUID, list[ReplyFile]] = {}
    links = OrganReplyFile.objects.filter(reply_id__in=reply_ids).select_related("file")
    for link in links.order_by("position"):
        found.setdefault(link.reply_id, []).append(
            ReplyFile(
                id=link.file_id,
                part=ReplyPart(link.part),
                name=link.file.original_name,
                kind=link.file.kind,
                media_type=link.file.media_type,
            )
        )
    return found


def access_unit_file(acting: Actor, referral_id: UUID, file_id: UUID) -> StoredFile:
    """Return the sealed letter, or a file of the unit's own reply.

    Raises:
        NotFoundError: ``leads.referral_not_found`` or ``evidence.no_copy``.
    """
    referral = access_unit_referral(acting, referral_id)
    if referral.sealed_letter_id == file_id:
        letter: StoredFile = referral.sealed_letter
        return letter
    link = (
        OrganReplyFile.objects.filter(reply__referral_id=referral.id, file_id=file_id)
        .select_related("file")
        .first()
    )
    if link is None:
        raise NotFoundError("evidence.no_copy")
    file: StoredFile = link.file
    return file


def reply_as_seen(row: OrganReply, files: dict[UUID, list[ReplyFile]]) -> UnitReply:
    """Return a reply's values."""
    return UnitReply(
        id=row.id,
        is_draft=row.is_draft,
        words=row.words,
        measures=measures_of(row.measures),
        conclusion=row.conclusion,
        reply_number=row.reply_number,
        dated_on=row.dated_on,
        received_on=row.received_on,
        way=row.way,
        entered_by_label=row.entered_by_label,
        at=row.at,
        files=tuple(files.get(row.id, ())),
    )


def _in_box(box: Box, today: date) -> Q:
    unanswered = Q(replied_at__isnull=True)
    match box:
        case Box.ALL:
            return Q(sent_at__isnull=False)
        case Box.TO_CONFIRM:
            return unanswered & Q(received_at__isnull=True)
        case Box.TO_REPLY:
            return unanswered & Q(received_at__isnull=False)
        case Box.DUE_SOON:
            return unanswered & Q(reply_due_on__lte=today + timedelta(days=SOON_DAYS))
        case Box.REPLIED:
            return Q(replied_at__isnull=False)


def _as_seen(referrals: list[Referral], today: date) -> tuple[UnitReferral, ...]:
    limits = _limits_of(referrals, today)
    return tuple(
        UnitReferral(
            id=referral.id,
            title=referral.title,
            body=referral.body,
            office_number=referral.office_number,
            contact_words=referral.contact_words,
            sealed_letter_id=referral.sealed_letter_id,
            sent_at=referral.sent_at,
            served_on=referral.served_on,
            received_at=referral.received_at,
            received_by_label=referral.received_by_label,
            unit_section=referral.unit_section,
            unit_contact=referral.unit_contact,
            unit_telephone=referral.unit_telephone,
            reply_due_on=referral.reply_due_on,
            is_reply_due_provisional=referral.is_reply_due_provisional,
            limit=limits[referral.id],
            days_left=_days_left(referral, today),
            replied_at=referral.replied_at,
        )
        for referral in referrals
        if referral.sent_at is not None
    )


def _days_left(referral: Referral, today: date) -> int | None:
    return None if referral.reply_due_on is None else (referral.reply_due_on - today).days


def _limits_of(referrals: list[Referral], today: date) -> dict[UUID, ReplyLimit]:
    """Return the limit of each document: of its clock once served, else as it would run today."""
    expected = _limit_today(today)
    clocks = {
        (clock.lead_id, clock.due_on): clock
        for clock in LeadClock.objects.filter(
            lead_id__in={referral.lead_id for referral in referrals},
            rule_key=ClockRule.ORGAN_REPLY,
        )
    }
    found: dict[UUID, ReplyLimit] = {}
    for referral in referrals:
        clock = clocks.get((referral.lead_id, referral.reply_due_on))
        found[referral.id] = (
            expected
            if clock is None
            else ReplyLimit(
                kind=clock.kind,
                length=clock.length,
                unit=clock.unit,
                basis=clock.basis,
                served_on=clock.trigger_on,
            )
        )
    return found


def _limit_today(today: date) -> ReplyLimit:
    rule = rule_on(ClockRule.ORGAN_REPLY, today)
    limit = find_own_limit(ClockRule.ORGAN_REPLY, today)
    period = rule.period if limit is None else period_of(limit)
    return ReplyLimit(
        kind=rule.kind,
        length=0 if period is None else period.length,
        unit="" if period is None else period.unit,
        basis="" if limit is None else limit.citation,
        served_on=None,
    )
