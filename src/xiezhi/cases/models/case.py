"""A case, whom it is about, the leads behind it, who handles it, and its append-only history."""

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from xiezhi.cases.rules.grounds import ClosingGround, Finding, GovernanceSituation
from xiezhi.cases.rules.kinds import CaseKind, Decider, PartyRole
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.people import TeamRole
from xiezhi.cases.rules.states import ENDED, OPEN, CaseEvent, CaseState
from xiezhi.infra.tenant import TenantForeignKey, TenantModel


class CaseNumberSeries(TenantModel):
    """The last number given in a yearly series. ``id`` is the year."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()

    class Meta(TenantModel.Meta):
        pass


class Case(TenantModel):
    """案件. ``number`` within ``year`` is the platform's own; ``national_number`` is 2.0's.

    ``regime`` and ``law_day`` fix the law it is judged by: that of the day it was filed. The three
    lamps are dates, not states: ``replied_on`` 已回复, ``measures_on`` 已采取措施, ``verified_on``
    经核实整改到位; they speak of the suggestion that stands, and begin anew when it is changed.
    ``urgent_reply_days`` is the reply's length a social-governance suggestion names. ``next_due_*``
    repeats the nearest running clock for the worklists.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in CaseKind])
    title = models.CharField(max_length=120)
    summary = models.TextField(blank=True)
    area = models.CharField(max_length=40, blank=True)
    situation = models.CharField(
        max_length=20, choices=[(one, one) for one in GovernanceSituation], blank=True
    )
    town = models.CharField(max_length=30, blank=True)
    state = models.CharField(
        max_length=30, choices=[(state, state) for state in CaseState], default=CaseState.PROPOSED
    )
    state_since = models.DateTimeField()
    is_open = models.BooleanField(default=True)
    regime = models.CharField(max_length=40)
    law_day = models.DateField()
    opened_at = models.DateTimeField()
    filed_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closing_ground = models.CharField(
        max_length=20, choices=[(ground, ground) for ground in ClosingGround], blank=True
    )
    national_number = models.CharField(max_length=60, blank=True)
    criminal_case = models.CharField(max_length=80, blank=True)
    department = TenantForeignKey("accounts.Department", related_name="+")
    handler = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    campaign = models.CharField(max_length=60, blank=True)
    is_urgent = models.BooleanField(default=False)
    urgent_reply_days = models.PositiveSmallIntegerField(null=True, blank=True)
    urgent_reason = models.CharField(max_length=300, blank=True)
    objection_days = models.PositiveSmallIntegerField(null=True, blank=True)
    reply_due_on = models.DateField(null=True, blank=True)
    rectification_due_on = models.DateField(null=True, blank=True)
    announcement_due_on = models.DateField(null=True, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    measures_on = models.DateField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    finding = models.CharField(max_length=10, choices=[(one, one) for one in Finding], blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    next_due_key = models.CharField(max_length=60, blank=True)
    next_due_kind = models.CharField(max_length=10, blank=True)
    search = SearchVectorField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "year", "number"], name="case_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(CaseKind)), name="case_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(OPEN), is_open=True)
                | models.Q(state__in=sorted(ENDED), is_open=False),
                name="case_state_known_and_open_agrees",
            ),
        ]
        indexes = [
            models.Index(
                fields=["procuratorate", "handler", "next_due_on", "id"],
                condition=models.Q(is_open=True),
                name="cases_of_a_handler",
            ),
            models.Index(
                fields=["procuratorate", "department", "next_due_on", "id"],
                condition=models.Q(is_open=True),
                name="cases_of_a_department",
            ),
            models.Index(
                fields=["procuratorate", "next_due_on", "id"],
                condition=models.Q(is_open=True),
                name="cases_of_the_office",
            ),
            models.Index(fields=["procuratorate", "-opened_at"], name="cases_by_opening"),
            models.Index(fields=["procuratorate", "closed_on"], name="cases_by_closing"),
            GinIndex(fields=["search"], name="case_search"),
        ]


class CaseParty(TenantModel):
    """An organ, violator or addressee of a case; one the office works with names its unit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = TenantForeignKey("cases.Case", related_name="parties")
    role = models.CharField(max_length=20, choices=[(role, role) for role in PartyRole])
    unit = TenantForeignKey("partners.PartnerUnit", null=True, related_name="+")
    name = models.CharField(max_length=60)
    duty_basis = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "case"]),
            models.Index(fields=["procuratorate", "unit"]),
        ]


class CaseLead(TenantModel):
    """A lead behind a case 来源线索; several leads may stand behind one case. Never erased."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = TenantForeignKey("cases.Case", related_name="lead_links")
    lead = TenantForeignKey("leads.Lead", related_name="+")
    linked_at = models.DateTimeField()
    linked_by_label = models.CharField(max_length=60)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "case", "lead"], name="lead_behind_a_case_once"
            )
        ]
        indexes = [models.Index(fields=["procuratorate", "lead"])]


class CaseMember(TenantModel):
    """Who works on a case: 主办检察官, 检察官助理, 书记员, invited 特邀检察官助理."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = TenantForeignKey("cases.Case", related_name="members")
    role = models.CharField(max_length=20, choices=[(role, role) for role in TeamRole])
    staff = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    supporter = TenantForeignKey("supporters.Supporter", null=True, related_name="+")
    label = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "case"]),
            models.Index(fields=["procuratorate", "staff"]),
            models.Index(fields=["procuratorate", "supporter"]),
        ]


class CaseStep(TenantModel):
    """One step of a case, append-only by trigger. Who decided and who typed stand apart.

    ``counted_from`` is the day the step's limits run from where that is no decision's: the day a court's
    paper was received, a suggestion sent or served. What was wrong in it is a `StepCorrection`.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    case = TenantForeignKey("cases.Case", related_name="steps")
    event = models.CharField(
        max_length=30, choices=[(event, event) for event in CaseEvent], blank=True
    )
    source_state = models.CharField(max_length=30, blank=True)
    target_state = models.CharField(max_length=30)
    basis = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    decider = models.CharField(max_length=20, choices=[(one, one) for one in Decider], blank=True)
    decided_by_label = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    counted_from = models.DateField(null=True, blank=True)
    recorded_by_label = models.CharField(max_length=60)
    paper = TenantForeignKey("cases.CasePaper", null=True, related_name="+")
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(target_state__in=sorted(CaseState)),
                name="case_step_target_known",
            )
        ]
        indexes = [
            models.Index(fields=["procuratorate", "case", "at"], name="steps_of_a_case"),
            models.Index(fields=["procuratorate", "paper"]),
        ]


class StepCorrection(TenantModel):
    """更正收到、发出日期: the day of a step that stood before, and why it was wrong; append-only by trigger.

    Attributes:
        was_on: empty where nobody had entered a day.
        was_ruling, is_ruling: of a judgment of first instance, which of the two it is; else empty.
        words: how each limit moved.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    case = TenantForeignKey("cases.Case", related_name="corrections")
    step = TenantForeignKey("cases.CaseStep", related_name="corrections")
    was_on = models.DateField(null=True, blank=True)
    on = models.DateField()
    was_ruling = models.BooleanField(null=True)
    is_ruling = models.BooleanField(null=True)
    reason = models.CharField(max_length=300)
    words = models.TextField(blank=True)
    corrected_by_label = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "case", "at"], name="corrections_of_a_case"),
            models.Index(fields=["procuratorate", "step"]),
        ]


class CasePaper(TenantModel):
    """文书 as the office made it: 登记2.0办理结果. ``values`` keeps what was filled into a draft.

    A paper made in the national system has its number and its PDF; the platform never numbers.
    ``is_draft`` papers are the platform's own drafts (草稿) and carry no step.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = TenantForeignKey("cases.Case", related_name="papers")
    kind = models.CharField(max_length=30, choices=[(kind, kind) for kind in PaperKind])
    title = models.CharField(max_length=120)
    number = models.CharField(max_length=60, blank=True)
    is_draft = models.BooleanField(default=False)
    values = models.JSONField(default=dict)
    decider = models.CharField(max_length=20, choices=[(one, one) for one in Decider], blank=True)
    decided_by_label = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    file = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    entered_by_label = models.CharField(max_length=60)
    entered_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(PaperKind)), name="case_paper_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(is_draft=True) | models.Q(decided_on__isnull=False),
                name="registered_paper_is_dated",
            ),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "case", "entered_at"], name="papers_of_a_case"),
            models.Index(fields=["procuratorate", "file"]),
            models.Index(
                fields=["procuratorate", "number"],
                condition=~models.Q(number=""),
                name="case_papers_by_number",
            ),
        ]


class PaperDelivery(TenantModel):
    """Service of a paper on one addressee 送达. For a unit, ``letter`` carries it and its reply."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = TenantForeignKey("cases.CasePaper", related_name="deliveries")
    party = TenantForeignKey("cases.CaseParty", null=True, related_name="+")
    addressee = models.CharField(max_length=60)
    letter = TenantForeignKey("letters.Letter", null=True, related_name="+")
    served_on = models.DateField(null=True, blank=True)
    way = models.CharField(max_length=20, blank=True)
    signed_for_by = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=300, blank=True)
    receipt = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "paper"]),
            models.Index(fields=["procuratorate", "party"]),
            models.Index(fields=["procuratorate", "letter"]),
            models.Index(fields=["procuratorate", "receipt"]),
        ]
