"""Units: adding, signing texts with them, who answers for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.sign_in_accounts import get_account
from xiezhi.accounts.services.devices import revoke_devices_of
from xiezhi.accounts.services.sign_in_accounts import make_account, retire_name
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from xiezhi.kernel.ids import public_id
from xiezhi.language.sort_key import pinyin_key
from xiezhi.ledger.rules.canonical import Json
from xiezhi.ledger.services.acts import act
from xiezhi.partners.models import InstrumentParty, LiaisonOfficer, PartnerUnit, SignedInstrument
from xiezhi.partners.rules.kinds import UnitKind
from xiezhi.partners.selectors.units import access_officer, access_unit

_OUTER: Final = "outer"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDetails:
    """What is known of a unit."""

    name: str
    short_name: str
    kind: str
    duties: str = ""
    telephone: str = ""
    consented_to_electronic_service_on: date | None = None
    requires_totp: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonContact:
    """Where a liaison officer sits and how to reach them."""

    section: str = ""
    mobile: str = ""
    email: str = ""


def add_unit(*, acting: Actor, details: UnitDetails, now: datetime) -> PartnerUnit:
    """Add a partner unit 协作单位.

    Raises:
        InvalidInputError: ``partners.name_missing``, ``partners.unknown_kind``.
        ConflictError: ``partners.unit_exists``.
    """
    require(acting, Action.MANAGE_UNITS)
    with act(acting=acting, now=now) as record:
        unit = PartnerUnit(id=public_id())
        _fill(unit, details)
        unit.save(force_insert=True)
        record("partners.add_unit", "unit", unit.id, after={"name": unit.name})
    return unit


def change_unit(
    *, acting: Actor, unit_id: UUID, details: UnitDetails, now: datetime
) -> PartnerUnit:
    """Change what is known of a unit.

    Raises:
        As `add_unit`.
    """
    with act(acting=acting, now=now) as record:
        unit = access_unit(acting, unit_id, lock=True)
        before = _snapshot(unit)
        _fill(unit, details)
        unit.save()
        record(
            "partners.change_unit",
            "unit",
            unit.id,
            before=before,
            after=_snapshot(unit),
        )
    return unit


def _snapshot(unit: PartnerUnit) -> dict[str, Json]:
    return {"name": unit.name, "kind": unit.kind, "requires_totp": unit.requires_totp}


def _fill(unit: PartnerUnit, details: UnitDetails) -> None:
    name, short_name = details.name.strip(), details.short_name.strip()
    if not name or not short_name:
        raise InvalidInputError("partners.name_missing")
    if details.kind not in set(UnitKind):
        raise InvalidInputError("partners.unknown_kind")
    if PartnerUnit.objects.filter(name=name).exclude(id=unit.id).exists():
        raise ConflictError("partners.unit_exists")
    unit.name = name
    unit.short_name = short_name
    unit.sort_key = pinyin_key(name)[:200]
    unit.kind = details.kind
    unit.duties = details.duties
    unit.telephone = details.telephone
    unit.consented_to_electronic_service_on = details.consented_to_electronic_service_on
    unit.requires_totp = details.requires_totp


def sign_instrument(
    *,
    acting: Actor,
    title: str,
    signed_on: date,
    parties: Mapping[UUID, str],
    now: datetime,
    number: str = "",
    in_force_until: date | None = None,
) -> SignedInstrument:
    """Note a text signed with units 会签文件; ``parties`` are unit ids with the duties of each.

    Raises:
        InvalidInputError: ``partners.title_missing``, ``partners.no_parties``.
        ConflictError: ``partners.instrument_exists``.
        NotFoundError: ``partners.no_unit``.
    """
    require(acting, Action.MANAGE_UNITS)
    if not title.strip():
        raise InvalidInputError("partners.title_missing")
    if not parties:
        raise InvalidInputError("partners.no_parties")
    with act(acting=acting, now=now) as record:
        if SignedInstrument.objects.filter(title=title.strip(), signed_on=signed_on).exists():
            raise ConflictError("partners.instrument_exists")
        if PartnerUnit.objects.filter(id__in=parties).count() != len(parties):
            raise NotFoundError("partners.no_unit")
        instrument: SignedInstrument = SignedInstrument.objects.create(
            id=public_id(),
            title=title.strip(),
            number=number,
            signed_on=signed_on,
            in_force_until=in_force_until,
        )
        InstrumentParty.objects.bulk_create(
            InstrumentParty(id=public_id(), instrument=instrument, unit_id=unit_id, duties=duties)
            for unit_id, duties in parties.items()
        )
        record("partners.sign_instrument", "instrument", instrument.id, after={"title": title})
    return instrument


def appoint_liaison(
    *,
    acting: Actor,
    unit_id: UUID,
    label: str,
    login: str,
    now: datetime,
    password: str | None = None,
    contact: LiaisonContact | None = None,
    since: date | None = None,
) -> LiaisonOfficer:
    """Name a liaison officer 联络员 of a unit, with a unit account.

    Without a password the SMS code is the only way in.

    Raises:
        InvalidInputError: ``partners.name_missing``, ``accounts.login_format``,
            ``accounts.weak_password``.
        ConflictError: ``accounts.login_taken``.
    """
    with act(acting=acting, now=now) as record:
        unit = access_unit(acting, unit_id)
        officer = _appoint(
            unit, label=label, login=login, password=password, since=since or legal_day(now)
        )
        _reach(officer, contact or LiaisonContact())
        officer.save(force_insert=True)
        record("partners.appoint_liaison", "unit", unit.id, after={"officer": str(officer.id)})
    return officer


def hand_over_liaison(
    *,
    acting: Actor,
    officer_id: UUID,
    label: str,
    now: datetime,
    password: str | None = None,
    contact: LiaisonContact | None = None,
) -> LiaisonOfficer:
    """交接: the old officer's account closes today, the new one takes over the unit's sign-in name.

    Raises:
        ConflictError: ``partners.already_handed_over``.
        InvalidInputError: ``partners.name_missing``, ``accounts.weak_password``.
    """
    today = legal_day(now)
    with act(acting=acting, now=now) as record:
        old = access_officer(acting, officer_id, lock=True)
        if old.until is not None and old.until < today:
            raise ConflictError("partners.already_handed_over")
        login = retire_name(get_account(old.account_id), suffix=old.id.hex[:12])
        revoke_devices_of(old.account_id, now)
        old.until = today - timedelta(days=1)
        _note_outside(old, now)
        old.save(update_fields=["until", "changed_outside_at"])
        unit = PartnerUnit.objects.get(id=old.unit_id)
        new = _appoint(unit, label=label, login=login, password=password, since=today)
        _reach(new, contact or LiaisonContact())
        _note_outside(new, now)
        new.save(force_insert=True)
        record(
            "partners.hand_over_liaison",
            "unit",
            unit.id,
            before={"officer": str(old.id)},
            after={"officer": str(new.id)},
        )
    return new


def _appoint(
    unit: PartnerUnit, *, label: str, login: str, password: str | None, since: date
) -> LiaisonOfficer:
    if not label.strip():
        raise InvalidInputError("partners.name_missing")
    account = make_account(
        kind=ActorKind.UNIT, login=login, password=password, must_change_password=False
    )
    return LiaisonOfficer(
        id=public_id(),
        unit=unit,
        account=account,
        label=label.strip(),
        since=since,
        confirmed_on=since,
    )


def _note_outside(officer: LiaisonOfficer, now: datetime) -> None:
    """Have the inner zone told of what a unit changed in the portal outside."""
    if settings.XIEZHI_ZONE == _OUTER:
        officer.changed_outside_at = now


def _reach(officer: LiaisonOfficer, contact: LiaisonContact) -> None:
    officer.section = contact.section
    officer.mobile = contact.mobile.replace(" ", "")
    officer.email = contact.email


def confirm_liaison(*, acting: Actor, officer_id: UUID, now: datetime) -> LiaisonOfficer:
    """Note that the officer still answers for the unit; asked for every year."""
    with act(acting=acting, now=now) as record:
        officer = access_officer(acting, officer_id, lock=True)
        officer.confirmed_on = legal_day(now)
        _note_outside(officer, now)
        officer.save(update_fields=["confirmed_on", "changed_outside_at"])
        record(
            "partners.confirm_liaison", "unit", officer.unit_id, after={"officer": str(officer.id)}
        )
    return officer
