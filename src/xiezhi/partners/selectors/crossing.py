"""Units and liaison officers as values that may cross between the zones."""

from collections.abc import Iterator
from uuid import UUID

from xiezhi.accounts.selectors.crossing import crossed_account
from xiezhi.partners.models import LiaisonOfficer, PartnerUnit
from xiezhi.partners.rules.crossing import CrossedOfficer, CrossedUnit


def crossed_units() -> Iterator[CrossedUnit]:
    """Yield every unit."""
    for unit in PartnerUnit.objects.order_by("sort_key", "id"):
        yield CrossedUnit(
            id=unit.id,
            name=unit.name,
            short_name=unit.short_name,
            kind=unit.kind,
            consented_on=unit.consented_to_electronic_service_on,
            requires_totp=unit.requires_totp,
            is_active=unit.is_active,
        )


def crossed_officers(*, is_outward: bool) -> Iterator[CrossedOfficer]:
    """Yield the liaison officers that may have to cross.

    Outwards every one, past ones too: their sign-in must end there; with the hash of the password,
    for it is there that they sign in. Inwards those a unit handed over or confirmed in the portal.
    """
    officers = LiaisonOfficer.objects.select_related("account").order_by("since", "id")
    if not is_outward:
        officers = officers.filter(changed_outside_at__isnull=False)
    for officer in officers:
        account = crossed_account(officer.account, with_password=is_outward)
        yield CrossedOfficer(
            id=officer.id,
            unit_id=officer.unit_id,
            account_id=account.id,
            login=account.login,
            password=account.password.encode() or None,
            is_active=account.is_active,
            label=officer.label,
            section=officer.section,
            mobile=officer.mobile,
            since=officer.since,
            confirmed_on=officer.confirmed_on,
            until=officer.until,
        )


def find_officer(officer_id: UUID) -> LiaisonOfficer | None:
    """Return a liaison officer of this zone, or None."""
    officer: LiaisonOfficer | None = (
        LiaisonOfficer.objects.select_related("unit").filter(id=officer_id).first()
    )
    return officer


def has_unit(unit_id: UUID) -> bool:
    """Return whether a unit is in this zone."""
    return PartnerUnit.objects.filter(id=unit_id).exists()
