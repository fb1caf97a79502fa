"""Unfinished entries of 快速登记. What they say is encrypted: a dump of these tables tells nothing."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel


class EntryDraft(TenantModel):
    """An unfinished quick registration 未完成的快速登记: one paste and what was added to it.

    ``owner`` is whose work it is: under 代办授权 the member deputised for. ``sealed`` holds the
    pasted text, the lines left out and the rest not made into rows yet.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = TenantForeignKey("accounts.StaffMember", related_name="+")
    channel = models.CharField(max_length=30)
    sealed = models.BinaryField()
    is_edited = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(
                fields=["procuratorate", "owner", "-changed_at"], name="drafts_of_a_member"
            ),
            models.Index(fields=["procuratorate", "changed_at"], name="drafts_by_age"),
        ]


class EntryDraftRow(TenantModel):
    """One draft row 草稿行; ``sealed`` holds an `EntryRow`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = TenantForeignKey("intake.EntryDraft", related_name="rows")
    position = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "draft", "position"], name="rows_of_a_draft")
        ]


class EntryDraftFile(TenantModel):
    """A picture, sound or scan that waits in a draft; encrypted in an area of its own.

    ``sealed`` holds its name and what it says of time and place. Without a row it is loose.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = TenantForeignKey("intake.EntryDraft", related_name="files")
    row = TenantForeignKey("intake.EntryDraftRow", null=True, related_name="files")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(
        max_length=10, choices=[(kind, kind) for kind in ("photo", "voice", "paper")]
    )
    media_type = models.CharField(max_length=60)
    size_bytes = models.PositiveBigIntegerField()
    duration_s = models.FloatField(null=True, blank=True)
    original = models.BinaryField(max_length=32)
    shared = models.BinaryField(max_length=32, null=True, blank=True)
    thumbnail = models.BinaryField(max_length=32, null=True, blank=True)
    sealed = models.BinaryField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["photo", "voice", "paper"]),
                name="draft_file_kind_known",
            )
        ]
        indexes = [
            models.Index(fields=["procuratorate", "draft", "position"], name="files_of_a_draft"),
            models.Index(fields=["procuratorate", "row"]),
        ]


class GroupNickname(TenantModel):
    """群昵称: how a grid member is called in a chat, as an officer said once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nickname = models.CharField(max_length=80)
    supporter = TenantForeignKey("supporters.Supporter", related_name="+")
    noted_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["procuratorate", "nickname"], name="nickname_once")
        ]
        indexes = [models.Index(fields=["procuratorate", "supporter"])]
