"""A lead, its reports, its clocks and its append-only history."""

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.leads.rules.outcomes import DecisionWay, OpinionStage, Verdict
from xiezhi.leads.rules.procedure import ENDED, OPEN, LeadEvent, LeadState


class NumberSeries(TenantModel):
    """The last number given in a yearly series. ``id`` is the year."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()

    class Meta(TenantModel.Meta):
        pass


class Lead(TenantModel):
    """线索. ``number`` within ``year`` is seen by staff only; it is never an official 文号.

    ``awaits`` names whose opinion a submitted assessment waits for. ``feedback_due_on`` stands
    while the reporter has to be told the outcome.
    ``next_due_*`` repeats the nearest running clock, so that a worklist is one indexed query.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    summary = models.TextField(blank=True)
    state = models.CharField(
        max_length=30, choices=[(state, state) for state in LeadState], default=LeadState.REGISTERED
    )
    state_since = models.DateTimeField()
    is_open = models.BooleanField(default=True)
    awaits = models.CharField(
        max_length=10,
        choices=[(stage, stage) for stage in (OpinionStage.HEAD, OpinionStage.CHIEF)],
        blank=True,
    )
    channel = models.CharField(max_length=30)
    source = models.CharField(max_length=40)
    area = models.CharField(max_length=40, blank=True)
    town = models.CharField(max_length=30, blank=True)
    place_words = models.CharField(max_length=260, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    reporter_kind = models.CharField(max_length=30, blank=True)
    photo_count = models.PositiveSmallIntegerField(default=0)
    cover = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    is_urgent = models.BooleanField(default=False)
    is_major = models.BooleanField(default=False)
    campaign = models.CharField(max_length=60, blank=True)
    department = TenantForeignKey("accounts.Department", related_name="+")
    handler = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    registered_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    registered_at = models.DateTimeField()
    national_number = models.CharField(max_length=60, blank=True)
    national_registered_on = models.DateField(null=True, blank=True)
    verdict = models.CharField(
        max_length=20, choices=[(verdict, verdict) for verdict in Verdict], blank=True
    )
    merged_into = TenantForeignKey("leads.Lead", null=True, related_name="merged")
    organ_names = models.CharField(max_length=200, blank=True)
    feedback_due_on = models.DateField(null=True, blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    next_due_key = models.CharField(max_length=60, blank=True)
    next_due_kind = models.CharField(max_length=10, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    search = SearchVectorField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "year", "number"], name="lead_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(OPEN), is_open=True)
                | models.Q(state__in=sorted(ENDED), is_open=False),
                name="lead_state_known_and_open_agrees",
            ),
            models.CheckConstraint(
                condition=models.Q(state=LeadState.MERGED, merged_into__isnull=False)
                | (~models.Q(state=LeadState.MERGED) & models.Q(merged_into__isnull=True)),
                name="merged_lead_names_the_other",
            ),
        ]
        indexes = [
            models.Index(
                fields=["procuratorate", "handler", "next_due_on", "id"],
                condition=models.Q(is_open=True),
                name="worklist_of_a_handler",
            ),
            models.Index(
                fields=["procuratorate", "department", "next_due_on", "id"],
                condition=models.Q(is_open=True),
                name="worklist_of_a_department",
            ),
            models.Index(
                fields=["procuratorate", "next_due_on", "id"],
                condition=models.Q(is_open=True),
                name="worklist_of_the_office",
            ),
            models.Index(
                fields=["procuratorate", "handler", "-registered_at", "id"],
                condition=models.Q(is_open=False),
                name="ended_leads_of_a_handler",
            ),
            models.Index(
                fields=["procuratorate", "department", "-registered_at", "id"],
                condition=models.Q(is_open=False),
                name="ended_leads_of_a_department",
            ),
            models.Index(fields=["procuratorate", "-registered_at"], name="leads_by_registration"),
            models.Index(fields=["procuratorate", "merged_into"]),
            models.Index(
                fields=["procuratorate", "feedback_due_on"],
                condition=models.Q(feedback_due_on__isnull=False),
                name="feedback_duties",
            ),
            models.Index(
                fields=["procuratorate", "handler"],
                condition=models.Q(national_number="", verdict=Verdict.VALID, is_open=False),
                name="leads_without_national_number",
            ),
            GinIndex(fields=["search"], name="lead_search"),
        ]


class LeadReport(TenantModel):
    """A report that stands behind a lead. Un-merging ends a link, it does not erase it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lead = TenantForeignKey("leads.Lead", related_name="report_links")
    report = TenantForeignKey("intake.Report", related_name="+")
    linked_at = models.DateTimeField()
    unlinked_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "report"],
                condition=models.Q(unlinked_at__isnull=True),
                name="report_stands_behind_one_lead",
            )
        ]
        indexes = [models.Index(fields=["procuratorate", "lead"])]


class LeadStep(TenantModel):
    """One step of the procedure, append-only by trigger. Who decided and who typed stand apart."""

    id = models.UUIDField(primary_key=True, editable=False)
    lead = TenantForeignKey("leads.Lead", related_name="steps")
    event = models.CharField(
        max_length=30, choices=[(event, event) for event in LeadEvent], blank=True
    )
    source_state = models.CharField(max_length=30, blank=True)
    target_state = models.CharField(max_length=30)
    basis = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    target_words = models.CharField(max_length=200, blank=True)
    decided_by_label = models.CharField(max_length=30, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    recorded_by_label = models.CharField(max_length=30)
    way = models.CharField(max_length=10, choices=[(way, way) for way in DecisionWay], blank=True)
    slip = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(target_state__in=sorted(LeadState)), name="step_target_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(way=DecisionWay.ENTERED) | models.Q(slip__isnull=False),
                name="entered_decision_has_a_slip",
            ),
        ]
        indexes = [models.Index(fields=["procuratorate", "lead", "at"], name="steps_of_a_lead")]
