"""Outside: the bytes of files the inner zone has are let go; row, hashes and 封存清单 stay.

Two files may share bytes, and a reporter may send at any moment what is being removed. So whoever
keeps bytes outside holds a lock together with all others who do, until the row that names them is
committed; whoever removes holds it alone and asks once more which rows name them.
"""

from collections.abc import Collection
from datetime import datetime
from typing import IO, Final
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q

from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.readiness import Keeping
from xiezhi.evidence.services.waiting import clear_staged
from xiezhi.evidence.store import file_store
from xiezhi.infra.storage.protocol import StoredContent
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import system_actor
from xiezhi.ledger.services.acts import act

CARRIED_AWAY: Final = "evidence.carry_away"
BATCH: Final = 100
_OUTER: Final = "outer"
_LOCK: Final = "hashtextextended('xiezhi.files.' || %s, 0)"
_TOGETHER: Final = f"SELECT pg_advisory_xact_lock_shared({_LOCK})"
_ALONE: Final = f"SELECT pg_try_advisory_xact_lock({_LOCK})"


def keep_bytes(content: bytes | IO[bytes]) -> StoredContent:
    """Put bytes into the store; outside nobody removes them until the open transaction ends.

    Raises:
        StorageFullError, StoreAwayError: as `FileStore.put`.
    """
    if settings.XIEZHI_ZONE == _OUTER:
        with connection.cursor() as cursor:
            cursor.execute(_TOGETHER, [str(current_tenant())])
    return file_store().put(current_tenant(), content)


def let_files_go(file_ids: Collection[UUID]) -> int:
    """Say of files that the inner zone has them; part of the act that forgets whose they were.

    From now on nobody is shown them; `remove_bytes` follows. Returns how many there were.
    """
    here = StoredFile.objects.filter(id__in=list(file_ids), keeping=Keeping.HERE)
    for file in here.filter(staged_sha256__isnull=False):
        clear_staged(file.id)
    return here.update(keeping=Keeping.LEAVING, original_name="", staged_sha256=None)


def has_files_leaving() -> bool:
    """Return whether the bytes of some file are still to be removed."""
    return StoredFile.objects.filter(keeping=Keeping.LEAVING).exists()


def remove_bytes(*, now: datetime) -> int:
    """Remove the bytes of some files that were let go; return how many files, 0 when it must wait.

    Call it again until it returns 0, each time in a transaction of its own. Killed in the midst,
    the next call ends what was begun. Bytes another file names stay.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ALONE, [str(current_tenant())])
        if not cursor.fetchone()[0]:
            return 0
    leaving = StoredFile.objects.filter(keeping=Keeping.LEAVING).order_by("id")[:BATCH]
    files = list(leaving.select_for_update())
    if not files:
        return 0
    with act(acting=system_actor(current_tenant()), now=now) as record:
        addresses = {address for file in files for address in _addresses(file)}
        for address in sorted(addresses - _named_elsewhere(addresses)):
            file_store().remove(current_tenant(), address)
        for file in files:
            sha256 = bytes(file.sha256).hex()
            record(CARRIED_AWAY, "file", file.id, after={"sha256": sha256})
        StoredFile.objects.filter(id__in=[file.id for file in files]).update(
            keeping=Keeping.CARRIED, shared_sha256=None, thumbnail_sha256=None
        )
    return len(files)


def _addresses(file: StoredFile) -> list[bytes]:
    named = (file.stored_sha256, file.shared_sha256, file.thumbnail_sha256)
    return [bytes(one) for one in named if one is not None]


def _named_elsewhere(addresses: Collection[bytes]) -> set[bytes]:
    """Return which of the addresses a file names that is kept."""
    some = list(addresses)
    here = StoredFile.objects.filter(
        Q(stored_sha256__in=some) | Q(shared_sha256__in=some) | Q(thumbnail_sha256__in=some),
        keeping=Keeping.HERE,
    )
    return {address for file in here for address in _addresses(file)}
