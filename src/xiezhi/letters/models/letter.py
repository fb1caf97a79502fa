"""An outgoing paper and its append-only history. It is the officer's own words, never a report."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.kernel.matters import MatterKind
from xiezhi.letters.rules.kinds import IssueWay, LetterKind
from xiezhi.letters.rules.limits import REPLY_RULE
from xiezhi.letters.rules.procedure import LetterEvent, LetterState
from xiezhi.letters.rules.service import ServiceWay
from xiezhi.letters.rules.setting_aside import SetAside

_WAITING = models.Q(replied_at__isnull=True, withdrawn_at__isnull=True)


class Letter(TenantModel):
    """A paper to one unit. The id is random: the unit sees it, and nothing of the matter.

    A judicial paper (``paper_kind``, the key in the law library's inventory; ``paper_name``, its own
    name under the case's regime) was made in the national system; its reply limit follows
    ``reply_rule`` and the law of ``law_day``. Where the unit may object, the paper names
    ``objection_days``, and service counts ``objection_until`` from them.
    The matter is named by value. Service and reading stand apart: a click in the portal is no
    service unless the unit consented to electronic service. ``reply_due_on`` 回复期限 is counted
    from service by the limit kept in ``limit_*``; ``rectification_due_on`` 整改期限 is a date of its
    own; ``reply_days`` is a length the paper itself names. A paper ``set_aside`` by a later decision
    (its day and number beside it) stays with the unit, marked so. ``written_by`` is empty where the office's staff are not known (the outer zone).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in LetterKind])
    paper_kind = models.CharField(max_length=30, blank=True)
    paper_name = models.CharField(max_length=60, blank=True)
    matter_kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in MatterKind])
    matter_id = models.UUIDField()
    matter_label = models.CharField(max_length=60, blank=True)
    unit = TenantForeignKey("partners.PartnerUnit", related_name="+")
    copies_to = models.CharField(max_length=200, blank=True)
    urges = TenantForeignKey("letters.Letter", null=True, related_name="urgings")
    title = models.CharField(max_length=120)
    body = models.TextField(blank=True)
    contact_words = models.CharField(max_length=120, blank=True)
    office_number = models.CharField(max_length=60, blank=True)
    asks_reply = models.BooleanField(default=True)
    state = models.CharField(
        max_length=12, choices=[(state, state) for state in LetterState], default=LetterState.DRAFT
    )
    written_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    written_at = models.DateTimeField()
    checked_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    checked_on = models.DateField(null=True, blank=True)
    issued_by_label = models.CharField(max_length=30, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issue_way = models.CharField(
        max_length=10, choices=[(way, way) for way in IssueWay], blank=True
    )
    issue_slip = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    sealed_on = models.DateField(null=True, blank=True)
    seal_slip = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    sealed_letter = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    served_on = models.DateField(null=True, blank=True)
    service_way = models.CharField(
        max_length=20, choices=[(way, way) for way in ServiceWay], blank=True
    )
    tracking_number = models.CharField(max_length=40, blank=True)
    signed_for_by = models.CharField(max_length=60, blank=True)
    service_note = models.CharField(max_length=300, blank=True)
    service_receipt = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    received_at = models.DateTimeField(null=True, blank=True)
    received_by_label = models.CharField(max_length=60, blank=True)
    unit_section = models.CharField(max_length=60, blank=True)
    unit_contact = models.CharField(max_length=60, blank=True)
    unit_telephone = models.CharField(max_length=30, blank=True)
    reply_rule = models.CharField(max_length=60, default=REPLY_RULE)
    reply_variant = models.CharField(max_length=30, blank=True)
    reply_days = models.PositiveSmallIntegerField(null=True, blank=True)
    law_day = models.DateField(null=True, blank=True)
    may_object = models.BooleanField(default=False)
    objection_days = models.PositiveSmallIntegerField(null=True, blank=True)
    objection_until = models.DateField(null=True, blank=True)
    objected_on = models.DateField(null=True, blank=True)
    objection = models.TextField(blank=True)
    objection_paper = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    objection_forgotten_at = models.DateTimeField(null=True, blank=True)
    limit_kind = models.CharField(max_length=10, blank=True)
    limit_length = models.PositiveSmallIntegerField(default=0)
    limit_unit = models.CharField(max_length=12, blank=True)
    limit_basis = models.CharField(max_length=120, blank=True)
    reply_due_on = models.DateField(null=True, blank=True)
    is_reply_due_provisional = models.BooleanField(default=False)
    rectification_due_on = models.DateField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    set_aside = models.CharField(
        max_length=10, choices=[(one, one) for one in SetAside], blank=True
    )
    set_aside_on = models.DateField(null=True, blank=True)
    set_aside_number = models.CharField(max_length=60, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(LetterState)), name="letter_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(LetterKind)), name="letter_kind_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(issue_way=IssueWay.ENTERED)
                | models.Q(issue_slip__isnull=False)
                | models.Q(sealed_letter__isnull=False),
                name="entered_issue_has_a_paper",
            ),
        ]
        indexes = [
            models.Index(
                fields=["procuratorate", "matter_kind", "matter_id"], name="letters_of_a_matter"
            ),
            models.Index(fields=["procuratorate", "unit", "-sent_at"], name="letters_to_a_unit"),
            models.Index(
                fields=["procuratorate", "reply_due_on", "id"],
                condition=_WAITING,
                name="letters_not_answered",
            ),
            models.Index(
                fields=["procuratorate", "-replied_at", "id"],
                condition=models.Q(replied_at__isnull=False),
                name="letters_answered",
            ),
            models.Index(fields=["procuratorate", "urges"]),
            models.Index(fields=["procuratorate", "issue_slip"]),
            models.Index(fields=["procuratorate", "seal_slip"]),
            models.Index(fields=["procuratorate", "sealed_letter"]),
            models.Index(fields=["procuratorate", "service_receipt"]),
            models.Index(fields=["procuratorate", "objection_paper"]),
        ]


class LetterStep(TenantModel):
    """One step of a letter, append-only by trigger. Who decided and who typed stand apart."""

    id = models.UUIDField(primary_key=True, editable=False)
    letter = TenantForeignKey("letters.Letter", related_name="steps")
    event = models.CharField(max_length=20, choices=[(event, event) for event in LetterEvent])
    source_state = models.CharField(max_length=12)
    target_state = models.CharField(max_length=12)
    basis = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    decided_by_label = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    recorded_by_label = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(target_state__in=sorted(LetterState)),
                name="letter_step_target_known",
            )
        ]
        indexes = [models.Index(fields=["procuratorate", "letter", "at"], name="steps_of_a_letter")]
