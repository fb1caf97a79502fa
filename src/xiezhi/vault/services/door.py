"""Sealing and receipts at the door. Nothing here can open what it closed."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.conf import settings

from xiezhi.infra.keys import installation_key
from xiezhi.infra.tenant import current_tenant
from xiezhi.vault.models import CrossingIdentity, SealedIdentity
from xiezhi.vault.rules.receipts import (
    Receipt,
    derived_receipt,
    parse_receipt,
    receipt_key,
    receipt_lookup,
)
from xiezhi.vault.rules.replies import reply_key_of
from xiezhi.vault.rules.sealing import Identity, seal_identity

_KEY_BYTES = 32
_OUTER = "outer"


def put_in_vault(
    identity: Identity, *, report_id: UUID, public_key: bytes, sealed_on: date
) -> None:
    """Seal an identity to its report and hand it to the vault's table.

    The row carries the report's id, so no table the app role reads leads to it. The outer zone has
    no vault: there the ciphertext waits to be carried inside.
    """
    sealed = seal_identity(public_key, identity, bound_to=f"{current_tenant()}/{report_id}")
    table = CrossingIdentity if settings.XIEZHI_ZONE == _OUTER else SealedIdentity
    table.objects.create(id=report_id, sealed=sealed, sealed_on=sealed_on)


def receipt_of(*, tenant_number: int, submission_key: UUID) -> Receipt:
    """Return the receipt of a submission; the same for the same submission."""
    return derived_receipt(
        tenant_number,
        key=installation_key("receipts", size_bytes=_KEY_BYTES),
        submission=submission_key.bytes,
    )


def lookup_of(receipt: Receipt) -> bytes:
    """Return the value a receipt's report is filed under."""
    return receipt_lookup(receipt, _salt())


def public_reply_key(receipt: Receipt) -> bytes:
    """Return the key the office's words to the holder of a receipt are sealed to."""
    return reply_key_of(receipt_key(receipt, _salt()))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReceipt:
    """What a receipt somebody typed gives: where its report is filed, and what opens replies."""

    lookup: bytes
    reply_key: bytes = field(repr=False)


def shown_receipt(text: str) -> ShownReceipt:
    """Return both values of a receipt as somebody typed it.

    Raises:
        InvalidInputError: the codes of `parse_receipt`.
    """
    receipt, salt = parse_receipt(text), _salt()
    return ShownReceipt(lookup=receipt_lookup(receipt, salt), reply_key=receipt_key(receipt, salt))


def _salt() -> bytes:
    return installation_key("receipt-salt", size_bytes=_KEY_BYTES)
