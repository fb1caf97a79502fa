"""Tables of partners."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.partners.models.meetings import JointMeeting, MeetingInvitation
from xiezhi.partners.rules.kinds import UnitKind

__all__ = [
    "InstrumentParty",
    "JointMeeting",
    "LiaisonOfficer",
    "MeetingInvitation",
    "PartnerUnit",
    "SignedInstrument",
    "UnitSuperior",
]


class PartnerUnit(TenantModel):
    """A unit 协作单位 the office works with. ``sort_key`` orders Chinese names by pinyin."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60)
    short_name = models.CharField(max_length=20)
    sort_key = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in UnitKind])
    duties = models.CharField(max_length=400, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    consented_to_electronic_service_on = models.DateField(null=True, blank=True)
    requires_totp = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["procuratorate", "name"], name="unit_name_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(UnitKind)), name="unit_kind_known"
            ),
        ]
        indexes = [models.Index(fields=["procuratorate", "sort_key"])]


class UnitSuperior(TenantModel):
    """上级单位: which unit stood above another, from a day to a day. A change leaves the past as it was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = TenantForeignKey("partners.PartnerUnit", related_name="superiors")
    superior = TenantForeignKey("partners.PartnerUnit", related_name="subordinates")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "unit", "superior", "since"], name="superior_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="superior_until_after_since",
            ),
            models.CheckConstraint(
                condition=~models.Q(unit=models.F("superior")), name="superior_is_another_unit"
            ),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "unit"], name="superiors_of_a_unit"),
            models.Index(fields=["procuratorate", "superior"], name="units_under_a_superior"),
        ]


class SignedInstrument(TenantModel):
    """A text signed with units 会签文件."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    number = models.CharField(max_length=60, blank=True)
    signed_on = models.DateField()
    in_force_until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "title", "signed_on"], name="instrument_once"
            )
        ]


class InstrumentParty(TenantModel):
    """A unit that signed an instrument."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instrument = TenantForeignKey("partners.SignedInstrument", related_name="parties")
    unit = TenantForeignKey("partners.PartnerUnit", related_name="instruments")
    duties = models.CharField(max_length=400, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "instrument", "unit"], name="unit_signs_once"
            )
        ]
        indexes = [models.Index(fields=["procuratorate", "unit"])]


class LiaisonOfficer(TenantModel):
    """A named person 联络员 who answers for a unit until handed over 交接.

    ``changed_outside_at`` is set where a unit hands over or confirms in the outer zone, so that the
    inner one learns of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = TenantForeignKey("partners.PartnerUnit", related_name="liaison_officers")
    account = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    label = models.CharField(max_length=40)
    section = models.CharField(max_length=40, blank=True)
    mobile = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    since = models.DateField()
    confirmed_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    changed_outside_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "account"], name="one_liaison_an_account"
            )
        ]
        indexes = [models.Index(fields=["procuratorate", "unit"])]
