"""电话记录 and 催办 on every matter and every letter."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.kernel.matters import MatterKind
from xiezhi.letters.rules.notes import NoteKind


class ContactNote(TenantModel):
    """Who was spoken to, when, at what number, what was said; also urging by letter or visit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter_kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in MatterKind])
    matter_id = models.UUIDField()
    matter_label = models.CharField(max_length=60, blank=True)
    letter = TenantForeignKey("letters.Letter", null=True, related_name="notes")
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in NoteKind])
    party = models.CharField(max_length=80)
    telephone = models.CharField(max_length=30, blank=True)
    spoken_at = models.DateTimeField()
    words = models.TextField()
    written_by = TenantForeignKey("accounts.StaffMember", related_name="+")
    written_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(
                fields=["procuratorate", "matter_kind", "matter_id", "spoken_at"],
                name="notes_on_a_matter",
            ),
            models.Index(fields=["procuratorate", "letter", "spoken_at"], name="notes_on_a_letter"),
        ]
