"""Units and liaison officers that came in a package."""

from datetime import date, datetime

from xiezhi.accounts.services.crossing import keep_crossed_account, unbind_phones_bound_before
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.sort_key import pinyin_key
from xiezhi.ledger.services.acts import act
from xiezhi.partners.models import LiaisonOfficer, PartnerUnit
from xiezhi.partners.rules.crossing import CrossedOfficer, CrossedUnit, check_unit


def take_unit(*, unit: CrossedUnit, acting: Actor, now: datetime) -> PartnerUnit:
    """Keep a unit as the inner zone has it.

    Raises:
        InvalidInputError: ``partners.foreign_unit``.
    """
    check_unit(unit)
    with act(acting=acting, now=now) as record:
        kept: PartnerUnit = PartnerUnit.objects.filter(id=unit.id).first() or PartnerUnit(
            id=unit.id
        )
        if PartnerUnit.objects.filter(name=unit.name).exclude(id=unit.id).exists():
            raise InvalidInputError("partners.foreign_unit")
        kept.name, kept.short_name, kept.kind = unit.name, unit.short_name, unit.kind
        kept.sort_key = pinyin_key(unit.name)[:200]
        kept.consented_to_electronic_service_on = unit.consented_on
        kept.requires_totp, kept.is_active = unit.requires_totp, unit.is_active
        kept.save()
        record("partners.take_unit", "unit", kept.id, after={"name": kept.name})
    return kept


def take_officer(*, officer: CrossedOfficer, acting: Actor, now: datetime) -> LiaisonOfficer:
    """Keep a liaison officer as the other zone has them; either zone may have handed over.

    An end once set stays, and the later confirmation counts. The caller has made sure that the
    unit is here.

    Raises:
        InvalidInputError: ``accounts.foreign_account``, ``partners.foreign_unit``.
    """
    with act(acting=acting, now=now) as record:
        kept: LiaisonOfficer | None = (
            LiaisonOfficer.objects.select_for_update().filter(id=officer.id).first()
        )
        account = keep_crossed_account(account=officer.account, kind=ActorKind.UNIT)
        if kept is None:
            kept = LiaisonOfficer(id=officer.id, unit_id=officer.unit_id, account=account)
            kept.since, kept.confirmed_on = officer.since, officer.confirmed_on
        if kept.unit_id != officer.unit_id or kept.account_id != account.pk:
            raise InvalidInputError("partners.foreign_unit")
        kept.label, kept.section = officer.label, officer.section
        kept.mobile = officer.mobile
        kept.confirmed_on = max(kept.confirmed_on, officer.confirmed_on)
        kept.until = _earlier(kept.until, officer.until)
        kept.save()
        if kept.until is not None:
            unbind_phones_bound_before(account_id=account.pk, instant=now, now=now)
        record("partners.take_officer", "unit", kept.unit_id, after={"officer": str(kept.id)})
    return kept


def _earlier(one: date | None, other: date | None) -> date | None:
    known = [day for day in (one, other) if day is not None]
    return min(known) if known else None
