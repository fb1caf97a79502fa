"""书面回复 to a letter: from the portal, or entered by the clerk from paper; equal in effect."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.letters.rules.replies import ReplyConclusion, ReplyPart, ReplyWay


class LetterReply(TenantModel):
    """A reply. ``measures`` holds the rows of ``letters.rules.replies``; a draft may lack anything.

    ``forgotten_at`` is when the outer zone let go of words, measures and files the inner zone has.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = TenantForeignKey("letters.Letter", related_name="replies")
    is_draft = models.BooleanField(default=False)
    words = models.TextField(blank=True)
    measures = models.JSONField(default=list, blank=True)
    conclusion = models.CharField(
        max_length=20, choices=[(value, value) for value in ReplyConclusion], blank=True
    )
    reply_number = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    way = models.CharField(max_length=10, choices=[(way, way) for way in ReplyWay])
    entered_by_label = models.CharField(max_length=60)
    at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "letter"],
                condition=models.Q(is_draft=True),
                name="one_reply_draft_a_letter",
            ),
            models.CheckConstraint(
                condition=models.Q(is_draft=True)
                | models.Q(conclusion__in=sorted(ReplyConclusion)),
                name="sent_reply_has_a_conclusion",
            ),
        ]
        indexes = [models.Index(fields=["procuratorate", "letter"])]


class LetterReplyFile(TenantModel):
    """A paper or picture that came with a reply."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reply = TenantForeignKey("letters.LetterReply", related_name="files")
    file = TenantForeignKey("evidence.StoredFile", related_name="+")
    part = models.CharField(
        max_length=10, choices=[(part, part) for part in ReplyPart], default=ReplyPart.OTHER
    )
    position = models.PositiveSmallIntegerField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "reply"]),
            models.Index(fields=["procuratorate", "file"]),
        ]
