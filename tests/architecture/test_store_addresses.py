"""Whoever looks for files nobody names must know every column that can name one."""

import re

from django.apps import apps
from django.db import models

from xiezhi.evidence.rules.addresses import LISTS, MAY_BE_KEPT, MUST_BE_KEPT

KNOWN = {f"{one.model}.{one.field}" for one in (*MUST_BE_KEPT, *MAY_BE_KEPT, *LISTS)}
# Columns that look like an address and are none, with what they are.
OTHERS = {
    "accounts.BoundDevice.token_hash": "a secret's hash",
    "accounts.SmsCode.code_hash": "a secret's hash",
    "accounts.Procuratorate.identity_public_key": "a key",
    "clocks.CalendarAddress.token_sha256": "a secret's hash",
    "evidence.FileManifest.chunk_sha256": "hashes of pieces of the original",
    "evidence.FileManifest.device_sha256": "what the device said of the original",
    "evidence.FileManifest.sha256": "of the original, whose kept form StoredFile names",
    "evidence.FileManifest.sm3": "as sha256",
    "evidence.StoredFile.sha256": "of the original, whose kept form stored_sha256 names",
    "evidence.StoredFile.staged_sha256": "in an area of its own, which the id names",
    "exchange.ExchangePart.sha256": "of a part of a package, in the exchange folder",
    "exchange.ExchangeItem.digest": "of an item's words",
    "intake.EntryDraftFile.original": "in the draft's area",
    "intake.EntryDraftFile.shared": "in the draft's area",
    "intake.EntryDraftFile.thumbnail": "in the draft's area",
    "intake.ReportReceipt.lookup": "a receipt's hash",
    "intake.ReportReceipt.reply_key": "a key",
    "intake.ImportBatch.file_sha256": "of a table that was read in and not kept",
    "intake.Report.content_sha256": "of a report's words",
    "ledger.LedgerSalt.after": "a salted hash",
    "ledger.LedgerSalt.before": "a salted hash",
    "ledger.LedgerEntry.leaf_hash": "a leaf",
    "notifications.PushSubscription.endpoint_hash": "of an address of a push service",
    "proposals.ProposalImport.file_sha256": "of a table that was read in and not kept",
    "supporters.WorkCard.token_hash": "a secret's hash",
    "uploads.Upload.device_sha256": "what the device said",
    "uploads.Upload.sha256": "of the whole, which StoredFile names once it is taken",
    "uploads.Upload.token_sha256": "a secret's hash",
}
NAMES = re.compile(r"sha256|digest|address|blob|file_hash|files")


def could_be_an_address(field: models.Field) -> bool:  # type: ignore[type-arg]
    """Return whether a column has the room for a SHA-256, or a name that promises one."""
    if isinstance(field, models.BinaryField):
        return field.max_length == 32 or NAMES.search(field.name) is not None
    if isinstance(field, models.CharField):
        return field.max_length == 64 and NAMES.search(field.name) is not None
    return isinstance(field, models.JSONField) and NAMES.search(field.name) is not None


def candidates() -> set[str]:
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("xiezhi.")
        for field in model._meta.local_fields
        if could_be_an_address(field)
    }


def test_every_column_that_could_hold_an_address_is_known_or_explained() -> None:
    assert candidates() - KNOWN == set(OTHERS)


def test_every_column_that_is_known_is_there() -> None:
    assert candidates() >= KNOWN
