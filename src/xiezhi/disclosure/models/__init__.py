"""The table of what the office made public."""

from django.db import models

from xiezhi.disclosure.rules.release import MAX_NOTE, MAX_REASON, ReleaseState
from xiezhi.infra.tenant import TenantForeignKey, TenantModel


class FigureRelease(TenantModel):
    """公开数据 of a period. ``content`` holds what is told and nothing that is withheld.

    In the outer zone only what is or was out, without the names of who prepared and released it.
    ``decided_reason`` says why it was sent back or withdrawn.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    since = models.DateField()
    until = models.DateField()
    state = models.CharField(
        max_length=10,
        choices=[(state, state) for state in ReleaseState],
        default=ReleaseState.PROPOSED,
    )
    content = models.JSONField()
    note = models.CharField(max_length=MAX_NOTE, blank=True)
    prepared_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    prepared_by_label = models.CharField(max_length=30, blank=True)
    proposed_at = models.DateTimeField()
    released_by_label = models.CharField(max_length=30, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    decided_reason = models.CharField(max_length=MAX_REASON, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(ReleaseState)), name="release_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="release_period_in_order"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["released", "withdrawn"])
                | models.Q(released_at__isnull=False),
                name="released_has_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["refused", "withdrawn"])
                | ~models.Q(decided_reason=""),
                name="release_taken_back_with_reason",
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "since", "until"],
                condition=models.Q(state__in=["proposed", "released"]),
                name="one_release_a_period",
            ),
        ]
        indexes = [models.Index(fields=["procuratorate", "prepared_by"])]
