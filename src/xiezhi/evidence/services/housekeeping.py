"""核对文件: the store compared with the tables, and what broken writes left behind removed.

A process that is killed between the bytes and the row leaves bytes nobody names. They harm nobody,
but they may be somebody's, so they go. A row without its bytes is the other thing: it is an alarm.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

from xiezhi.evidence.selectors.areas import named_areas
from xiezhi.evidence.selectors.kept import NamedFile, list_due_files, named_addresses
from xiezhi.evidence.store import file_store, staging
from xiezhi.infra.storage.findings import Findings, write_findings
from xiezhi.infra.storage.local import LocalFileStore
from xiezhi.infra.storage.protocol import ContentAlteredError, KeptFile
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import system_actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.ledger.services.acts import act

CLEARED: Final = "evidence.clear_leftovers"
OLD_ENOUGH: Final = timedelta(hours=24)
"""Younger bytes may be of a row that is just being written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreState:
    """An office's store beside its tables.

    Attributes:
        due: how many addresses the rows name.
        missing: whose bytes are not there.
        wrong: whose bytes are of another length, or hash to something else.
        nobodys: files no column names, old enough.
        unfinished: what broken writes left in the folder of this machine.
        areas: staged areas no table names.
    """

    due: int
    missing: tuple[NamedFile, ...]
    wrong: tuple[NamedFile, ...]
    nobodys: tuple[KeptFile, ...]
    unfinished: tuple[Path, ...]
    areas: tuple[UUID, ...]

    @property
    def is_alarming(self) -> bool:
        """Whether something that was promised to be kept is not."""
        return bool(self.missing or self.wrong)


def compare_store(
    *, now: datetime, older_than: timedelta = OLD_ENOUGH, is_read: bool = False
) -> StoreState:
    """Return where store and tables of this office differ; changes nothing.

    The store is listed first: what is written meanwhile is then in neither list or in both, and
    what seems to be missing is asked for once more. With ``is_read`` every file is hashed as well.

    Raises:
        StoreAwayError: ``storage.away``, ``storage.refused``.
    """
    tenant, before = current_tenant(), now - older_than
    kept = {one.sha256: one for one in file_store().list_kept(tenant)}
    areas = [one for one in staging(tenant).list_areas() if one.changed_at < before]
    due = list(list_due_files())
    named, known_areas = named_addresses(), named_areas()
    missing = [one for one in due if one.sha256 not in kept and _is_missing(tenant, one)]
    present = [one for one in due if one.sha256 in kept]
    return StoreState(
        due=len({one.sha256 for one in due}),
        missing=tuple(missing),
        wrong=tuple(one for one in present if _is_wrong(tenant, one, kept, is_read=is_read)),
        nobodys=tuple(
            one for one in kept.values() if one.sha256 not in named and one.written_at < before
        ),
        unfinished=tuple(_unfinished(tenant, before)),
        areas=tuple(one.area_id for one in areas if one.area_id not in known_areas),
    )


def clear_leftovers(*, state: StoreState, now: datetime, with_files: bool = False) -> int:
    """Remove what broken writes left; return how much.

    ``with_files`` removes files nobody names too. Only while nothing else runs: a file that comes
    again at that moment is found to be kept already and would go with the old one.
    """
    files = state.nobodys if with_files else ()
    if not (files or state.unfinished or state.areas):
        return 0
    tenant = current_tenant()
    with act(acting=system_actor(tenant), now=now) as record:
        for file in files:
            file_store().remove(tenant, file.sha256)
        for path in state.unfinished:
            path.unlink(missing_ok=True)
        for area_id in state.areas:
            staging(tenant).clear(area_id)
        record(
            CLEARED,
            "store",
            tenant,
            after={
                "files": [one.sha256.hex() for one in files],
                "unfinished": len(state.unfinished),
                "areas": [str(one) for one in state.areas],
            },
        )
    return len(files) + len(state.unfinished) + len(state.areas)


def note_findings(*, state: StoreState, removed: int, now: datetime) -> None:
    """Write the figures down for ``xiezhi doctor``."""
    write_findings(
        Path(settings.XIEZHI_FILES),
        current_tenant(),
        Findings(
            checked_at=now.isoformat(timespec="seconds"),
            due=state.due,
            missing=len(state.missing),
            wrong=len(state.wrong),
            nobodys=len(state.nobodys),
            removed=removed,
        ),
    )


def _is_missing(tenant: UUID, file: NamedFile) -> bool:
    return not file_store().exists(tenant, file.sha256)


def _is_wrong(tenant: UUID, file: NamedFile, kept: dict[bytes, KeptFile], *, is_read: bool) -> bool:
    if file.size_bytes not in {None, kept[file.sha256].size_bytes}:
        return True
    if not is_read:
        return False
    try:
        file_store().open(tenant, file.sha256, is_verified=True).close()
    except (ContentAlteredError, NotFoundError):
        return True
    return False


def _unfinished(tenant: UUID, before: datetime) -> list[Path]:
    """Return broken writes to the folder, which is there beside a bucket too if it was used once."""
    found = []
    for path in LocalFileStore(settings.XIEZHI_FILES).list_unfinished(tenant):
        try:
            written_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except FileNotFoundError:
            continue
        if written_at < before:
            found.append(path)
    return found
