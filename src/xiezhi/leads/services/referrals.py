"""移送主管行政机关处理: the officer's document, its sending, its service; withdrawing it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import (
    ConflictError,
    InvalidInputError,
    RuleRefusedError,
    TransitionRefusedError,
)
from xiezhi.kernel.ids import public_id
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.leads.models import Lead, Referral
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.rules.referrals import ServiceWay, check_not_the_report
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.selectors.portal import access_unit_referral
from xiezhi.leads.selectors.referrals import access_referral, source_words
from xiezhi.leads.services._clocks import DUE_FIELDS, repeat_nearest, run_clock, stop_clocks
from xiezhi.leads.services._deciding import typist_of
from xiezhi.leads.services._papers import check_papers, keep_papers
from xiezhi.leads.services.told import tell_staff, tell_unit, unit_signed
from xiezhi.ledger.services.acts import act
from xiezhi.partners.selectors.addressees import consents_to_electronic_service, get_addressee

MAX_BODY: Final = 8000
CONSENT_BASIS: Final = "民事诉讼法第90条"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralText:
    """What the officer writes: in their own words, without the report and whoever reported."""

    title: str
    body: str
    contact_words: str = ""
    office_number: str = ""
    sealed_letter: IncomingFile | None = None
    """The sealed paper 盖章PDF, when there is one already."""


def write_referral(
    *,
    lead_id: UUID,
    unit_id: UUID,
    text: ReferralText,
    referral_id: UUID | None = None,
    acting: Actor,
    now: datetime,
) -> Referral:
    """Write a document, or change one not sent yet (``referral_id``).

    Raises:
        InvalidInputError: ``leads.no_title``, ``leads.no_words``, ``partners.no_unit``.
        RuleRefusedError: what `check_not_the_report` refuses.
        ConflictError: ``leads.referral_sent``.
    """
    letters = check_papers([text.sealed_letter])
    with act(acting=acting, now=now) as record:
        require(acting, Action.REFER_TO_ORGAN)
        lead = access_lead(acting, lead_id, lock=True)
        unit = get_addressee(unit_id)
        referral = _draft(lead, referral_id)
        referral.unit_id = unit.id
        _write(referral, text)
        check_not_the_report(f"{referral.title}\n{referral.body}", source_words(lead))
        referral.written_by_id, referral.written_at = typist_of(acting), now
        if letters:
            referral.sealed_letter_id = keep_papers(letters, now)[0]
        referral.save()
        record("leads.write_referral", "referral", referral.id, after={"unit": str(unit.id)})
    return referral


def send_referral(*, referral_id: UUID, acting: Actor, now: datetime) -> Referral:
    """Send a document to its unit's portal. Sending is no service: that is recorded apart.

    Raises:
        TransitionRefusedError: ``leads.not_referred``: the lead was not decided to go to an organ.
        ConflictError: ``leads.referral_sent``.
        RuleRefusedError: what `check_not_the_report` refuses; reports may have come since.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.REFER_TO_ORGAN)
        referral = access_referral(acting, referral_id)
        lead = access_lead(acting, referral.lead_id, lock=True)
        referral = _fresh(referral_id)
        if lead.state != LeadState.REFERRED:
            raise TransitionRefusedError("leads.not_referred", basis="本院规定", state=lead.state)
        if referral.sent_at is not None or referral.withdrawn_at is not None:
            raise ConflictError("leads.referral_sent")
        check_not_the_report(f"{referral.title}\n{referral.body}", source_words(lead))
        get_addressee(referral.unit_id)
        referral.sent_at = now
        referral.save(update_fields=["sent_at"])
        record("leads.send_referral", "referral", referral.id, after={"lead": str(lead.id)})
        tell_unit(referral=referral, acting=acting, now=now)
    return referral


def record_service(
    *,
    referral_id: UUID,
    served_on: date,
    way: ServiceWay,
    receipt: IncomingFile | None = None,
    acting: Actor,
    now: datetime,
) -> Referral:
    """Record service 登记送达: from this day, not from a click, the unit's time runs.

    Raises:
        InvalidInputError: ``leads.receipt_missing``, ``leads.day_in_future``.
        RuleRefusedError: ``leads.no_consent``: electronic service without consent on file.
        ConflictError: ``leads.already_served``, ``leads.referral_not_sent``.
    """
    receipts = check_papers([receipt])
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_PAPER_REPLY)
        referral = access_referral(acting, referral_id)
        lead = access_lead(acting, referral.lead_id, lock=True)
        referral = _fresh(referral_id)
        _check_service(referral, served_on, way, has_receipt=bool(receipts), now=now)
        if receipts:
            referral.service_receipt_id = keep_papers(receipts, now)[0]
        _serve(lead, referral, served_on, way)
        record(
            "leads.record_service",
            "referral",
            referral.id,
            after={"served_on": served_on.isoformat(), "way": way.value},
        )
    return referral


def confirm_receipt(
    *,
    referral_id: UUID,
    section: str = "",
    contact: str = "",
    telephone: str = "",
    acting: Actor,
    now: datetime,
) -> Referral:
    """Confirm in the portal that the unit has the document 签收; a second time changes nothing.

    Counts as service only where consent to electronic service is on file.
    """
    with act(acting=acting, now=now) as record:
        referral = access_unit_referral(acting, referral_id)
        lead = _lock_lead(referral)
        referral = access_unit_referral(acting, referral_id, lock=True)
        is_first = referral.received_at is None
        if is_first:
            referral.received_at, referral.received_by_label = now, acting.label[:60]
        referral.unit_section = clean_line(section, limit=60) or referral.unit_section
        referral.unit_contact = clean_line(contact, limit=60) or referral.unit_contact
        referral.unit_telephone = clean_line(telephone, limit=30) or referral.unit_telephone
        today = legal_day(now)
        unit = get_addressee(referral.unit_id)
        if referral.served_on is None and consents_to_electronic_service(unit, today):
            _serve(lead, referral, today, ServiceWay.ELECTRONIC)
        referral.save()
        record("leads.confirm_receipt", "referral", referral.id, after={"by": acting.label})
        unit_signed(referral=referral, acting=acting, now=now)
        if is_first and lead.handler_id is not None:
            tell_staff(
                lead=lead, staff_id=lead.handler_id, kind="leads.received", acting=acting, now=now
            )
    return referral


def withdraw_referral(*, referral_id: UUID, reason: str, acting: Actor, now: datetime) -> Referral:
    """Withdraw a document that was not answered; the unit no longer sees it.

    Raises:
        InvalidInputError: ``leads.no_reason``.
        ConflictError: ``leads.already_replied``, ``leads.already_withdrawn``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.REFER_TO_ORGAN)
        referral = access_referral(acting, referral_id)
        lead = access_lead(acting, referral.lead_id, lock=True)
        referral = _fresh(referral_id)
        if not reason.strip():
            raise InvalidInputError("leads.no_reason")
        if referral.replied_at is not None:
            raise ConflictError("leads.already_replied")
        if referral.withdrawn_at is not None:
            raise ConflictError("leads.already_withdrawn")
        referral.withdrawn_at = now
        referral.save(update_fields=["withdrawn_at"])
        if referral.reply_due_on is not None:
            _stop_reply_clock(lead, referral, legal_day(now), met=False)
        record("leads.withdraw_referral", "referral", referral.id, after={"reason": reason})
    return referral


def _draft(lead: Lead, referral_id: UUID | None) -> Referral:
    if referral_id is None:
        return Referral(id=public_id(), lead=lead)
    referral: Referral | None = Referral.objects.filter(id=referral_id, lead_id=lead.id).first()
    if referral is None or referral.sent_at is not None or referral.withdrawn_at is not None:
        raise ConflictError("leads.referral_sent")
    return referral


def _write(referral: Referral, text: ReferralText) -> None:
    referral.title = clean_line(text.title, limit=120)
    referral.body = clean_text(text.body, limit=MAX_BODY).strip()
    referral.contact_words = clean_line(text.contact_words, limit=120)
    referral.office_number = clean_line(text.office_number, limit=60)
    if not referral.title:
        raise InvalidInputError("leads.no_title")
    if not referral.body:
        raise InvalidInputError("leads.no_words")


def _fresh(referral_id: UUID) -> Referral:
    """Read again: the lead is locked now, so nobody else changes its documents."""
    referral: Referral = Referral.objects.select_for_update().get(id=referral_id)
    return referral


def _lock_lead(referral: Referral) -> Lead:
    lead: Lead = Lead.objects.select_for_update().get(id=referral.lead_id)
    return lead


def _check_service(
    referral: Referral, served_on: date, way: ServiceWay, *, has_receipt: bool, now: datetime
) -> None:
    if referral.sent_at is None or referral.withdrawn_at is not None:
        raise ConflictError("leads.referral_not_sent")
    if referral.served_on is not None:
        raise ConflictError("leads.already_served")
    if served_on > legal_day(now):
        raise InvalidInputError("leads.day_in_future")
    if way is ServiceWay.ELECTRONIC:
        if not consents_to_electronic_service(get_addressee(referral.unit_id), served_on):
            raise RuleRefusedError("leads.no_consent", basis=CONSENT_BASIS)
    elif not has_receipt:
        raise InvalidInputError("leads.receipt_missing")


def _serve(lead: Lead, referral: Referral, served_on: date, way: ServiceWay) -> None:
    referral.served_on, referral.service_way = served_on, way
    if referral.replied_at is None:
        clock = run_clock(lead, ClockRule.ORGAN_REPLY, served_on)
        referral.reply_due_on = clock.due_on
        referral.is_reply_due_provisional = clock.is_provisional
        repeat_nearest(lead)
        lead.save(update_fields=list(DUE_FIELDS))
    referral.save()


def _stop_reply_clock(lead: Lead, referral: Referral, on: date, *, met: bool) -> None:
    stop_clocks(lead, {ClockRule.ORGAN_REPLY}, on=on, met=met, due_on=referral.reply_due_on)
    repeat_nearest(lead)
    lead.save(update_fields=list(DUE_FIELDS))
