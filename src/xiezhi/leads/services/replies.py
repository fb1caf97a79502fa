"""书面回复: from the portal, or 代录 by the clerk from paper; equal in effect."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile, check_files, store_file
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import public_id
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.leads.models import Lead, OrganReply, OrganReplyFile, Referral
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.procedure import LeadEvent, LeadFacts, LeadState
from xiezhi.leads.rules.referrals import ReplyDraft, check_reply
from xiezhi.leads.rules.replies import (
    MAX_REPLY_WORDS,
    PART_LIMITS,
    ReplyPart,
    clean_measures,
    rows_of,
)
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.selectors.portal import access_unit_referral
from xiezhi.leads.selectors.referrals import access_referral
from xiezhi.leads.services._clocks import DUE_FIELDS, repeat_nearest, stop_clocks
from xiezhi.leads.services._procedure import StepWords, move
from xiezhi.leads.services.told import tell_staff
from xiezhi.ledger.services.acts import Recorder, act

_PICTURES = frozenset({ReplyPart.BEFORE, ReplyPart.AFTER})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPaper:
    """A paper or picture handed in with a reply."""

    part: ReplyPart
    file: IncomingFile


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    part: ReplyPart
    file: CheckedFile


def save_reply_draft(
    *,
    referral_id: UUID,
    draft: ReplyDraft,
    papers: Sequence[ReplyPaper] = (),
    removed_file_ids: Collection[UUID] = (),
    acting: Actor,
    now: datetime,
) -> OrganReply:
    """Keep a unit's draft 暂存; it may lack anything.

    Raises:
        ConflictError: ``leads.already_replied``.
        InvalidInputError: ``leads.too_many_files``, the codes of evidence.
    """
    checked = _look_through(papers)
    with act(acting=acting, now=now) as record:
        referral, _ = _open_for_unit(acting, referral_id)
        reply = _keep_draft(referral, draft, checked, removed_file_ids, acting=acting, now=now)
        record("leads.save_reply", "referral", referral.id)
    return reply


def submit_reply(
    *,
    referral_id: UUID,
    draft: ReplyDraft,
    papers: Sequence[ReplyPaper] = (),
    removed_file_ids: Collection[UUID] = (),
    acting: Actor,
    now: datetime,
) -> OrganReply:
    """Submit a unit's reply; files of the draft go along.

    Raises:
        InvalidInputError: ``leads.reply_incomplete`` with the missing ``part``.
        ConflictError: ``leads.already_replied``.
        TransitionRefusedError: the lead does not wait for a reply.
    """
    checked = _look_through(papers)
    with act(acting=acting, now=now) as record:
        referral, lead = _open_for_unit(acting, referral_id)
        reply = _keep_draft(referral, draft, checked, removed_file_ids, acting=acting, now=now)
        _check(reply, draft, now)
        reply.received_on = legal_day(now)
        _finish(reply, referral, lead, acting=acting, now=now, record=record)
    return reply


def record_paper_reply(
    *,
    referral_id: UUID,
    draft: ReplyDraft,
    received_on: date,
    papers: Sequence[ReplyPaper],
    acting: Actor,
    now: datetime,
) -> OrganReply:
    """Enter a reply that came on paper 代录回复: 文号, 落款日期, 收到日期 and the sealed scan.

    Raises:
        InvalidInputError: ``leads.reply_incomplete``, ``leads.day_in_future``.
        ConflictError: ``leads.already_replied``, ``leads.referral_not_sent``.
        TransitionRefusedError: the lead does not wait for a reply.
    """
    checked = _look_through(papers)
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_PAPER_REPLY)
        found = access_referral(acting, referral_id)
        lead = access_lead(acting, found.lead_id, lock=True)
        referral = Referral.objects.select_for_update().get(id=referral_id)
        if received_on > legal_day(now):
            raise InvalidInputError("leads.day_in_future")
        _refuse_unless_waiting(referral)
        reply = _row_for_paper(referral)
        _fill(reply, draft, acting, now)
        reply.received_on = received_on
        reply.save()
        _add_files(reply, checked, now)
        _check(reply, draft, now)
        _finish(reply, referral, lead, acting=acting, now=now, record=record)
    return reply


def _row_for_paper(referral: Referral) -> OrganReply:
    """What the unit had begun in the portal gives way to its paper: one draft a document at most."""
    reply: OrganReply | None = OrganReply.objects.filter(
        referral_id=referral.id, is_draft=True
    ).first()
    if reply is None:
        return OrganReply(id=public_id(), referral=referral, way="entered", is_draft=True)
    OrganReplyFile.objects.filter(reply_id=reply.id).delete()
    reply.way = "entered"
    return reply


def _look_through(papers: Sequence[ReplyPaper]) -> list[_Checked]:
    checked = []
    for kind in (MediaKind.PAPER, MediaKind.PHOTO):
        group = [one for one in papers if (one.part in _PICTURES) == (kind is MediaKind.PHOTO)]
        files = check_files(kind, [one.file for one in group])
        checked += [
            _Checked(part=one.part, file=file) for one, file in zip(group, files, strict=True)
        ]
    return checked


def _open_for_unit(acting: Actor, referral_id: UUID) -> tuple[Referral, Lead]:
    """Lock the lead first, then the document: the order every act takes."""
    found = access_unit_referral(acting, referral_id)
    lead = Lead.objects.select_for_update().get(id=found.lead_id)
    referral = access_unit_referral(acting, referral_id, lock=True)
    _refuse_unless_waiting(referral)
    return referral, lead


def _refuse_unless_waiting(referral: Referral) -> None:
    if referral.sent_at is None or referral.withdrawn_at is not None:
        raise ConflictError("leads.referral_not_sent")
    if referral.replied_at is not None:
        raise ConflictError("leads.already_replied")


def _keep_draft(  # one row, each value named
    referral: Referral,
    draft: ReplyDraft,
    checked: list[_Checked],
    removed_file_ids: Collection[UUID],
    *,
    acting: Actor,
    now: datetime,
) -> OrganReply:
    reply: OrganReply | None = OrganReply.objects.filter(
        referral_id=referral.id, is_draft=True
    ).first()
    if reply is None:
        reply = OrganReply(id=public_id(), referral=referral, way="portal", is_draft=True)
    _fill(reply, draft, acting, now)
    reply.save()
    OrganReplyFile.objects.filter(reply_id=reply.id, file_id__in=list(removed_file_ids)).delete()
    _add_files(reply, checked, now)
    return reply


def _fill(reply: OrganReply, draft: ReplyDraft, acting: Actor, now: datetime) -> None:
    reply.words = clean_text(draft.words, limit=MAX_REPLY_WORDS).strip()
    reply.measures = rows_of(clean_measures(draft.measures))
    reply.conclusion = draft.conclusion or ""
    reply.reply_number = clean_line(draft.reply_number, limit=60)
    reply.dated_on = draft.dated_on
    reply.entered_by_label = acting.label[:60]
    reply.at = now


def _add_files(reply: OrganReply, checked: list[_Checked], now: datetime) -> None:
    present = list(OrganReplyFile.objects.filter(reply_id=reply.id).values_list("part", flat=True))
    for part, limit in PART_LIMITS.items():
        if present.count(part) + sum(one.part is part for one in checked) > limit:
            raise InvalidInputError("leads.too_many_files", part=part, limit=limit)
    OrganReplyFile.objects.bulk_create(
        OrganReplyFile(
            reply=reply,
            file=store_file(one.file, received_at=now),
            part=one.part,
            position=len(present) + place,
        )
        for place, one in enumerate(checked)
    )


def _check(reply: OrganReply, draft: ReplyDraft, now: datetime) -> None:
    letters = OrganReplyFile.objects.filter(reply_id=reply.id, part=ReplyPart.LETTER).count()
    check_reply(draft, letter_count=letters, today=legal_day(now))


def _finish(  # one act, each value named
    reply: OrganReply,
    referral: Referral,
    lead: Lead,
    *,
    acting: Actor,
    now: datetime,
    record: Recorder,
) -> None:
    reply.is_draft = False
    reply.save()
    referral.replied_at = now
    referral.save(update_fields=["replied_at"])
    record(
        "leads.reply",
        "referral",
        referral.id,
        after={"way": reply.way, "conclusion": reply.conclusion, "number": reply.reply_number},
    )
    received_on = reply.received_on or legal_day(now)
    if referral.reply_due_on is not None:
        stop_clocks(
            lead,
            {ClockRule.ORGAN_REPLY},
            on=received_on,
            met=True,
            due_on=referral.reply_due_on,
        )
    if lead.state == LeadState.REPLIED:
        repeat_nearest(lead)
        lead.save(update_fields=list(DUE_FIELDS))
    else:
        words = StepWords(reason=reply.reply_number, target=referral.unit.name)
        move(
            lead,
            LeadEvent.RECEIVE_REPLY,
            LeadFacts(),
            acting=acting,
            now=now,
            record=record,
            words=words,
        )
    if lead.handler_id is not None and lead.handler_id != acting.id:
        tell_staff(
            lead=lead, staff_id=lead.handler_id, kind="leads.replied", acting=acting, now=now
        )
