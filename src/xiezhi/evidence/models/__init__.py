"""Tables of evidence: what was stored, and what may be shown of it."""

import uuid

from django.db import models

from xiezhi.evidence.rules.custody import CustodyEvent, CustodyPurpose
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.rules.manifest import CHUNK_BYTES
from xiezhi.evidence.rules.readiness import CopyState, Keeping, ScanState
from xiezhi.infra.tenant import TenantForeignKey, TenantModel


class StoredFile(TenantModel):
    """A file as received. The original is kept byte for byte; others see the shared copy.

    The id is random (outsiders see it). ``sha256`` is of the original as received; when
    ``is_sealed`` the store holds it sealed to the office's identity key, because a camera's serial
    number names its owner. No EXIF value stands here. ``staged_sha256`` is where an original that
    is sealed waits, encrypted, in an area named by the id, until it was copied and scanned.
    ``copy_tries`` counts how often copying was begun. ``scanned_at`` and ``scanned_by`` (the
    scanner's version with its signatures) say when and by what the file was last looked through;
    ``is_original_scanned`` that the original itself was, and not only its copies. ``keeping`` says
    outside whether the bytes were carried away: then they are in no store, name and addresses of
    copies are gone, and the hashes of the original stay.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in MediaKind])
    media_type = models.CharField(max_length=60)
    original_name = models.CharField(max_length=120, blank=True)
    sha256 = models.BinaryField(max_length=32)
    size_bytes = models.PositiveBigIntegerField()
    stored_sha256 = models.BinaryField(max_length=32)
    is_sealed = models.BooleanField(default=False)
    shared_sha256 = models.BinaryField(max_length=32, null=True, blank=True)
    thumbnail_sha256 = models.BinaryField(max_length=32, null=True, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    duration_s = models.FloatField(null=True, blank=True)
    received_at = models.DateTimeField()
    copy_state = models.CharField(
        max_length=8, blank=True, default="", choices=[(one.value, one.value) for one in CopyState]
    )
    copy_tries = models.PositiveSmallIntegerField(default=0)
    scan_state = models.CharField(
        max_length=9,
        default=ScanState.UNSCANNED.value,
        choices=[(one.value, one.value) for one in ScanState],
    )
    staged_sha256 = models.BinaryField(max_length=32, null=True, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)
    scanned_by = models.CharField(max_length=80, blank=True, default="")
    is_original_scanned = models.BooleanField(default=False)
    keeping = models.CharField(
        max_length=8,
        blank=True,
        default=Keeping.HERE.value,
        choices=[(one.value, one.value) for one in Keeping],
    )

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in MediaKind]),
                name="file_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(copy_state__in=[one.value for one in CopyState]),
                name="file_copy_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(scan_state__in=[one.value for one in ScanState]),
                name="file_scan_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(keeping__in=[one.value for one in Keeping]),
                name="file_keeping_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["procuratorate", "received_at"],
                condition=models.Q(scan_state="unscanned"),
                name="files_to_scan",
            ),
            models.Index(
                fields=["procuratorate", "received_at"],
                condition=models.Q(copy_state="pending"),
                name="films_to_copy",
            ),
            models.Index(
                fields=["procuratorate", "scanned_at"],
                condition=models.Q(scan_state="clean"),
                name="files_to_scan_again",
            ),
            models.Index(
                fields=["procuratorate", "received_at"],
                condition=models.Q(is_sealed=True, is_original_scanned=False),
                name="originals_to_scan",
            ),
            models.Index(
                fields=["procuratorate", "id"],
                condition=models.Q(keeping="leaving"),
                name="files_leaving",
            ),
        ]


class FileManifest(TenantModel):
    """封存清单 of one original, once for each file and never changed (append-only).

    ``device_sha256`` is the sender's claim, ``part_count`` how many parts came over the network.
    ``chunk_sha256`` holds the hashes of the parts of
    ``chunk_bytes``, one after the other. An old file sealed to the vault has no SM3 and no parts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = TenantForeignKey("evidence.StoredFile", related_name="+")
    media_type = models.CharField(max_length=60)
    sha256 = models.BinaryField(max_length=32)
    sm3 = models.BinaryField(max_length=32, null=True)
    device_sha256 = models.BinaryField(max_length=32, null=True)
    size_bytes = models.PositiveBigIntegerField()
    part_count = models.PositiveIntegerField(default=1)
    chunk_bytes = models.PositiveIntegerField(default=CHUNK_BYTES)
    chunk_sha256 = models.BinaryField(default=bytes)
    shared_sha256 = models.BinaryField(max_length=32, null=True)
    received_at = models.DateTimeField()
    received_by_label = models.CharField(max_length=60)
    sealed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["procuratorate", "file"], name="one_manifest_a_file")
        ]


class FileParticulars(TenantModel):
    """拍摄信息 of one open original, encrypted with a key of the office; once for each file.

    An empty list is a row too: the head was looked at. What is sealed has none here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = TenantForeignKey("evidence.StoredFile", related_name="+")
    sealed = models.BinaryField()
    read_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["procuratorate", "file"], name="one_particulars_a_file")
        ]


class CustodyEntry(TenantModel):
    """One line of a file's 保管链: what was done, by whom, when, for what (append-only).

    Receiving stands in the manifest. ``words`` say to whom, or how it was verified; ``copy_code``
    is the 导出编号. ``by_id`` is text: the chain outlives accounts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = TenantForeignKey("evidence.StoredFile", related_name="+")
    event = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in CustodyEvent]
    )
    purpose = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in CustodyPurpose]
    )
    words = models.CharField(max_length=300, blank=True)
    by_label = models.CharField(max_length=60)
    by_id = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    copy_code = models.CharField(max_length=12, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    event__in=[one.value for one in CustodyEvent if one != CustodyEvent.RECEIVED]
                ),
                name="custody_event_known",
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=[one.value for one in CustodyPurpose]),
                name="custody_has_a_purpose",
            ),
        ]
        indexes = [models.Index(fields=["procuratorate", "file", "at"], name="custody_of_a_file")]
