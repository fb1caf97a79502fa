"""The register of own rules, their clauses, and what cites them."""

import uuid

from django.db import models

from xiezhi.house.rules.citations import MAX_SUBJECT, CitedBy
from xiezhi.house.rules.register import RuleKind
from xiezhi.infra.tenant import TenantForeignKey, TenantModel


class OwnRule(TenantModel):
    """A text the office made for itself 本院制度.

    An amended text is a row of its own: the one before is repealed on the day the new one comes
    into force, and names it as ``successor``. Nothing is deleted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in RuleKind])
    name = models.CharField(max_length=60)
    number = models.CharField(max_length=30, blank=True)
    issued_on = models.DateField()
    in_force_from = models.DateField()
    repealed_on = models.DateField(null=True, blank=True)
    successor = TenantForeignKey("house.OwnRule", null=True, blank=True, related_name="replaced")
    preamble = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    is_open_to_members = models.BooleanField(default=False)
    scan = TenantForeignKey("evidence.StoredFile", null=True, blank=True, related_name="+")
    entered_by_label = models.CharField(max_length=70)
    entered_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "name", "issued_on"], name="own_rule_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(RuleKind)), name="own_rule_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(in_force_from__gte=models.F("issued_on")),
                name="own_rule_in_force_after_issue",
            ),
            models.CheckConstraint(
                condition=models.Q(repealed_on__isnull=True)
                | models.Q(repealed_on__gte=models.F("in_force_from")),
                name="own_rule_repealed_after_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True) | models.Q(repealed_on__isnull=False),
                name="replaced_own_rule_is_repealed",
            ),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "successor"]),
            models.Index(fields=["procuratorate", "scan"]),
        ]


class OwnRuleClause(TenantModel):
    """A clause of an own rule; ``number`` is how it is cited (第五条)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rule = TenantForeignKey("house.OwnRule", related_name="clauses")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20)
    heading = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "rule", "number"], name="clause_number_once"
            )
        ]


class RuleCitation(TenantModel):
    """What rests on a clause: one version of a time limit, a duty, or a form.

    A limit's citation stands and falls with its version; duties and forms are cited from a day
    until another clause, or none, takes its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clause = TenantForeignKey("house.OwnRuleClause", related_name="citations")
    cited_by = models.CharField(max_length=10, choices=[(one, one) for one in CitedBy])
    subject = models.CharField(max_length=MAX_SUBJECT)
    limit = TenantForeignKey("accounts.OwnLimit", null=True, blank=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    set_by_label = models.CharField(max_length=70)
    set_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cited_by=CitedBy.LIMIT, limit__isnull=False)
                | (models.Q(cited_by__in=[CitedBy.DUTY, CitedBy.FORM], limit__isnull=True)),
                name="citation_names_what_cites",
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "limit"],
                condition=models.Q(limit__isnull=False),
                name="limit_cites_one_clause",
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "cited_by", "subject"],
                condition=models.Q(limit__isnull=True, until__isnull=True),
                name="subject_cites_one_clause",
            ),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "clause"]),
            models.Index(fields=["procuratorate", "cited_by", "subject"]),
        ]
