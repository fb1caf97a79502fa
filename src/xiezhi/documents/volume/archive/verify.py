"""Verifying a 归档包: each file intact, changed, missing or extra, and the 四性 once more."""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from xiezhi.documents.volume.archive import layout
from xiezhi.documents.volume.archive.metadata import from_xml
from xiezhi.documents.volume.archive.natures import Examined, examine
from xiezhi.documents.volume.archive.values import FileState, PackageVerification
from xiezhi.documents.volume.confined import read_files
from xiezhi.documents.volume.files import Digests, digests_of
from xiezhi.kernel.errors import InvalidInputError

MAX_FILES: Final = 10_000
_MAX_SAID: Final = 64 * 1024 * 1024  # metadata, lists and events are read into memory
_CHUNK: Final = 1024 * 1024


def verify_package(path: Path, *, registered_sha256: str = "") -> PackageVerification:
    """Return what became of each file, and the checks of 四性.

    Args:
        path: the ZIP, from wherever it came.
        registered_sha256: the digest of 校验清单 as registered when the package was handed over.
            Without it a package that was made anew as a whole looks intact.

    Raises:
        InvalidInputError: ``documents.not_a_package``: no ZIP, or not one of ours.
    """
    with tempfile.TemporaryDirectory(prefix="xiezhi-verify-") as place:
        folder = Path(place)
        found, manifest = _unpacked(path, folder)
        listed = layout.read_manifest(manifest)
        if listed is None:
            raise InvalidInputError("documents.not_a_package")
        sums = {name: digests_of(file) for name, file in found.items() if file is not None}
        states = _states(listed, found, sums)
        papers = {
            name: file
            for name, file in found.items()
            if file is not None and name.startswith(layout.ITEMS)
        }
        read = read_files(list(papers.values()), folder, is_thorough=True)
        checks = examine(
            Examined(
                described=from_xml(_said(found, layout.METADATA)),
                states=states,
                digests=sums,
                read=dict(zip(papers, read, strict=True)),
                events=_events(_said(found, layout.EVENTS)),
                is_manifest_known=layout.digest_of_bytes(manifest) == registered_sha256
                if registered_sha256
                else None,
            )
        )
    return PackageVerification(states=states, checks=checks)


def _unpacked(path: Path, folder: Path) -> tuple[dict[str, Path | None], bytes]:
    """Unpack under names of our own; None for a file whose bytes cannot be had."""
    try:
        with zipfile.ZipFile(path) as bundle:
            entries = bundle.infolist()
            _require_plain(entries, path.stat().st_size)
            found = {
                entry.filename: _copied(bundle, entry, folder / f"file-{place}")
                for place, entry in enumerate(entries)
            }
    except (zipfile.BadZipFile, OSError, NotImplementedError) as broken:
        raise InvalidInputError("documents.not_a_package") from broken
    file = found.pop(layout.MANIFEST, None)
    if file is None or file.stat().st_size > _MAX_SAID:
        raise InvalidInputError("documents.not_a_package")
    return found, file.read_bytes()


def _require_plain(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse what is compressed, locked, named twice or larger than the ZIP itself."""
    is_ours = (
        len(entries) <= MAX_FILES
        and len({entry.filename for entry in entries}) == len(entries)
        and all(entry.compress_type == zipfile.ZIP_STORED for entry in entries)
        and not any(entry.flag_bits & 1 for entry in entries)
        and sum(entry.file_size for entry in entries) <= size
    )
    if not is_ours:
        raise InvalidInputError("documents.not_a_package")


def _copied(bundle: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> Path | None:
    with suppress(zipfile.BadZipFile, EOFError):
        with bundle.open(entry) as source, target.open("wb") as into:
            shutil.copyfileobj(source, into, _CHUNK)
        return target
    return None


def _states(
    listed: Mapping[str, str], found: Mapping[str, Path | None], sums: Mapping[str, Digests]
) -> dict[str, FileState]:
    states: dict[str, FileState] = {}
    for name, digest in listed.items():
        if name not in found:
            states[name] = FileState.MISSING
        elif name in sums and sums[name].sha256 == digest:
            states[name] = FileState.INTACT
        else:
            states[name] = FileState.CHANGED
    return states | dict.fromkeys(sorted(set(found) - set(listed)), FileState.EXTRA)


def _said(found: Mapping[str, Path | None], name: str) -> bytes:
    file = found.get(name)
    if file is None or file.stat().st_size > _MAX_SAID:
        return b"\x00"
    return file.read_bytes()


def _events(data: bytes) -> list[tuple[int, datetime]] | None:
    try:
        rows = [json.loads(line) for line in data.decode().splitlines()]
        events = [(int(row["序号"]), datetime.fromisoformat(row["时间"])) for row in rows]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return events if all(at.tzinfo is not None for _place, at in events) else None
