"""Phones bound to a person, and the codes sent to bind them."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantModel


class SmsCode(TenantModel):
    """A sign-in code sent by SMS. Neither the number nor the code stands here in the clear."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(
        "accounts.Account", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    code_hash = models.BinaryField(max_length=32)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["procuratorate", "account", "-sent_at"])]


class BoundDevice(TenantModel):
    """A phone that stays signed in for 180 days after a work card or an SMS code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(
        "accounts.Account", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    token_hash = models.BinaryField(max_length=32)
    bound_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    means = models.CharField(max_length=10, choices=[("card", "card"), ("sms", "sms")])
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "token_hash"], name="device_token_once"
            )
        ]
        indexes = [models.Index(fields=["procuratorate", "account"])]
