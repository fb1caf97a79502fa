"""联席会议 and the units called to it."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.partners.rules.meetings import MeetingAnswer, MeetingState


class JointMeeting(TenantModel):
    """A joint meeting 联席会议: called, held with its minutes, or cancelled."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=60)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=80)
    agenda = models.TextField()
    contact = models.CharField(max_length=60, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=[(state, state) for state in MeetingState])
    planned_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    planned_at = models.DateTimeField()
    minutes = models.TextField(blank=True)
    minutes_file = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    cancel_reason = models.CharField(max_length=120, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(MeetingState)), name="meeting_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=MeetingState.CANCELLED) | ~models.Q(cancel_reason=""),
                name="meeting_cancelled_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "state", "starts_at"], name="meetings_by_state"),
            models.Index(fields=["procuratorate", "planned_by"]),
            models.Index(fields=["procuratorate", "minutes_file"]),
        ]


class MeetingInvitation(TenantModel):
    """A unit called to a joint meeting, its 回执, and whether it was there.

    ``posts`` are the posts of those who come, never their names. ``entered_by_label`` is empty
    where the unit answered in the portal itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = TenantForeignKey("partners.JointMeeting", related_name="invitations")
    unit = TenantForeignKey("partners.PartnerUnit", related_name="meetings")
    answer = models.CharField(
        max_length=12, choices=[(one, one) for one in MeetingAnswer], blank=True
    )
    posts = models.CharField(max_length=120, blank=True)
    words = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_label = models.CharField(max_length=60, blank=True)
    entered_by_label = models.CharField(max_length=60, blank=True)
    was_present = models.BooleanField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "meeting", "unit"], name="unit_called_to_a_meeting_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(answer=MeetingAnswer.COMING) | ~models.Q(posts=""),
                name="meeting_comer_by_post",
            ),
            models.CheckConstraint(
                condition=~models.Q(answer=MeetingAnswer.NOT_COMING) | ~models.Q(words=""),
                name="meeting_absence_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["procuratorate", "unit"])]
