"""Leads handed to other procuratorates, and those that came from them."""

import uuid

from django.db import models

from xiezhi.exchange.rules.matters import CarriedMatter, MatterAnswer
from xiezhi.infra.tenant import TenantForeignKey, TenantModel

_CARRIED = [(carried, carried) for carried in CarriedMatter]
_ANSWERS = [(answer, answer) for answer in MatterAnswer]


class SentMatter(TenantModel):
    """移出的线索和案件、报出的备案. ``body`` is what crosses, as written.

    The lead is named by value in ``lead_id``; where a case was handed over, the case. ``file_ids``
    are the files whose copies or originals go along: their 保管链 gets a line when a package is
    sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    carried = models.CharField(max_length=10, choices=_CARRIED)
    lead_id = models.UUIDField()
    lead_label = models.CharField(max_length=40)
    peer = TenantForeignKey("exchange.ExchangePeer", related_name="+")
    body = models.JSONField()
    files = models.JSONField(default=list)
    file_ids = models.JSONField(default=list)
    written_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    written_by_label = models.CharField(max_length=80)
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=12, choices=_ANSWERS, blank=True)
    answer_number = models.CharField(max_length=60, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer_note = models.TextField(blank=True)
    answer_came_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "lead_id", "carried", "peer"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="matter_sent_once_to_a_peer",
            )
        ]
        indexes = [
            models.Index(fields=["procuratorate", "lead_id"], name="sent_matters_of_a_lead"),
            models.Index(
                fields=["procuratorate", "peer", "carried"], name="sent_matters_of_a_peer"
            ),
        ]


class ReceivedMatter(TenantModel):
    """移来的线索、收到的备案: the register of the receiving procuratorate.

    The id is the sender's. A transferred lead is also a report of the pool (``report_id``, by
    value). Of a case, ``files`` names what was stored by the SHA-256 it was carried under, and
    ``case_id`` the case that was opened of it (by value).
    """

    id = models.UUIDField(primary_key=True, editable=False)
    carried = models.CharField(max_length=10, choices=_CARRIED)
    peer = TenantForeignKey("exchange.ExchangePeer", related_name="+")
    body = models.JSONField()
    received_at = models.DateTimeField()
    report_id = models.UUIDField(null=True, blank=True)
    case_id = models.UUIDField(null=True, blank=True)
    files = models.JSONField(default=dict, blank=True)
    answer = models.CharField(max_length=12, choices=_ANSWERS, blank=True)
    answer_number = models.CharField(max_length=60, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer_note = models.TextField(blank=True)
    answered_by_label = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(
                fields=["procuratorate", "carried", "-received_at", "id"], name="received_matters"
            ),
            models.Index(fields=["procuratorate", "peer"], name="received_matters_of_a_peer"),
        ]
