"""What the store should hold for an office, as its tables say."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, QuerySet

from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.addresses import (
    LISTS,
    MAY_BE_KEPT,
    MUST_BE_KEPT,
    SEALING_BYTES,
    Column,
)
from xiezhi.evidence.rules.readiness import Keeping


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFile:
    """An address some row names; ``size_bytes`` is None where no row tells the length."""

    sha256: bytes
    column: Column
    row_id: UUID
    size_bytes: int | None


def list_due_files() -> Iterator[NamedFile]:
    """Yield every address of this office whose file must be there."""
    sizes = _sizes_of_originals()
    for column in _installed(*MUST_BE_KEPT):
        names = ("id", column.field, *([column.size] if column.size else []))
        for row_id, sha256, *size in _rows(column).values_list(*names).iterator():
            address = bytes(sha256)
            is_original = column.field == "stored_sha256"
            due = size[0] if size else sizes.get(address) if is_original else None
            yield NamedFile(sha256=address, column=column, row_id=row_id, size_bytes=due)


def named_addresses() -> set[bytes]:
    """Return every address of this office that any table names."""
    found = set()
    for column in _installed(*MUST_BE_KEPT, *MAY_BE_KEPT):
        found |= {bytes(one) for one in _rows(column).values_list(column.field, flat=True)}
    for column in _installed(*LISTS):
        for listed in _rows(column).values_list(column.field, flat=True).iterator():
            found |= set(_addresses(listed))
    return found


def _sizes_of_originals() -> dict[bytes, int]:
    rows = StoredFile.objects.filter(keeping=Keeping.HERE).values_list(
        "stored_sha256", "size_bytes", "is_sealed"
    )
    return {
        bytes(sha256): size + (SEALING_BYTES if is_sealed else 0)
        for sha256, size, is_sealed in rows.iterator()
    }


def _installed(*columns: Column) -> Iterator[Column]:
    """Yield the columns this zone has."""
    for column in columns:
        if apps.is_installed(f"xiezhi.{column.model.partition('.')[0]}"):
            yield column


def _rows(column: Column) -> QuerySet[Any]:
    model: type[Model] = apps.get_model(column.model)
    rows: QuerySet[Any] = model._default_manager.filter(  # noqa: SLF001  # named, not imported
        **{f"{column.field}__isnull": False}
    )
    return rows.filter(**{column.keeping: Keeping.HERE}) if column.keeping else rows


def _addresses(listed: object) -> Iterator[bytes]:
    """Yield the addresses of a list of files, by whatever shape it was written in."""
    if isinstance(listed, dict):
        named = [*listed, listed.get("sha256")]
    else:
        named = [one.get("sha256") for one in listed] if isinstance(listed, list) else []
    for word in named:
        if isinstance(word, str) and len(word) == 64:  # noqa: PLR2004  # SHA-256, written out
            yield bytes.fromhex(word)
