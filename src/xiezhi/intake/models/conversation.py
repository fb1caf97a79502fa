"""The receipt and the conversation behind it."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel


class ReportReceipt(TenantModel):
    """查询码: the argon2id value the code is looked up by. The code itself is nowhere.

    ``reply_key`` is the public key of whoever holds the code, made from it in a context of its own;
    a grid member's duty report has none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = TenantForeignKey("intake.Report", related_name="receipts")
    lookup = models.BinaryField(max_length=32)
    reply_key = models.BinaryField(max_length=32, null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["procuratorate", "lookup"], name="receipt_lookup_once"),
            models.UniqueConstraint(
                fields=["procuratorate", "report"], name="one_receipt_a_report"
            ),
        ]


class ReportMessage(TenantModel):
    """A word between office and reporter.

    Question, answer, supplement, step, feedback or 再次反映; a notice about the reporter's identity,
    or the reporter's wish that it be destroyed. In the outer zone the office's words to a protected
    reporter stand in ``sealed_words`` only: whoever has the receipt reads them; the reporter's own
    are gone (``forgotten_at``) once the inner zone has them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = TenantForeignKey("intake.Report", related_name="messages")
    kind = models.CharField(
        max_length=12,
        choices=[
            (kind, kind)
            for kind in (
                *("question", "answer", "supplement", "step", "feedback", "again"),
                *("notice", "erasure"),
            )
        ],
    )
    words = models.TextField(blank=True)
    sealed_words = models.BinaryField(null=True, blank=True)
    step = models.CharField(max_length=40, blank=True)
    written_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    written_at = models.DateTimeField()
    seen_by_reporter_at = models.DateTimeField(null=True, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judgement = models.CharField(max_length=300, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(
                fields=["procuratorate", "report", "written_at"], name="report_conversation"
            )
        ]
