"""What stands in a bundle: the manifest, the ledger's proofs, and how both are read back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from xiezhi.evidence.rules.bundle.container import ContainerRefusedError, MemberHashes
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.canonical import Json, canonical_bytes

FORMAT: Final = "xiezhi-evidence-bundle"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
LEDGER: Final = "ledger.json"
README: Final = "README.txt"
EXPORT_ACT: Final = "evidence.export_bundle"
EXPORT_OBJECT: Final = "bundle"
SEAL_ACT: Final = "evidence.seal"
COPY_ACT: Final = "evidence.make_copy"
CUSTODY_OBJECT: Final = "custody"
MAX_JSON_BYTES: Final = 64 * 1024 * 1024
_UNREADABLE: Final = (
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    RecursionError,
    OverflowError,
    InvalidInputError,
)
"""What hostile words make a reader say; each means the same here."""


class BundleCopy(StrEnum):
    """Which copy of a file a bundle carries: 原件, 去除元数据的副本, or none."""

    ORIGINAL = "original"
    SHARED = "shared"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleMatter:
    """What the bundle is about: a case or a lead, its number and title."""

    kind: str
    id: UUID
    number: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleFile:
    """One file of the bundle.

    Attributes:
        member: its name in the container; "" where no copy is carried.
        standing: 证据 or 线索材料, as a code.
        seal: place of the entry of its 封存清单.
        custody: places of the entries of its 保管链.
        copied: place of the entry of the copy that is carried, where the copy is younger than the
            封存清单 (of films); None elsewhere.
    """

    id: UUID
    title: str
    standing: str
    copy: BundleCopy
    member: str
    seal: int
    custody: Sequence[int]
    copied: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleManifest:
    """The list of everything in the bundle but itself and the proofs.

    Attributes:
        acts: places of the entries of acts on the matter.
    """

    code: str
    tenant: UUID
    office: str
    matter: BundleMatter
    purpose: str
    prepared_by: str
    prepared_at: datetime
    software: str
    members: Sequence[MemberHashes]
    files: Sequence[BundleFile]
    acts: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleEntry:
    """An entry of the ledger: its words, what it says of the outcome with the salt, its proof."""

    sequence: int
    body: str
    salt: bytes | None
    after: Mapping[str, Json] | None
    hashes: Sequence[bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleLedger:
    """The proofs: a signed checkpoint and the entries it covers; ``export`` is the bundle's own."""

    origin: str
    key: str
    checkpoint: str
    export: int
    entries: Sequence[BundleEntry]


def manifest_bytes(manifest: BundleManifest) -> bytes:
    """Return the manifest as it stands in the bundle."""
    matter = manifest.matter
    return canonical_bytes(
        {
            "format": FORMAT,
            "version": VERSION,
            "code": manifest.code,
            "tenant": manifest.tenant,
            "office": manifest.office,
            "matter": {
                "kind": matter.kind,
                "id": matter.id,
                "number": matter.number,
                "title": matter.title,
            },
            "purpose": manifest.purpose,
            "prepared_by": manifest.prepared_by,
            "prepared_at": manifest.prepared_at,
            "software": manifest.software,
            "members": [
                {
                    "name": one.name,
                    "size_bytes": one.size_bytes,
                    "sha256": one.sha256,
                    "sm3": one.sm3,
                }
                for one in manifest.members
            ],
            "files": [_file_words(one) for one in manifest.files],
            "acts": list(manifest.acts),
        }
    )


def _file_words(one: BundleFile) -> dict[str, Json]:
    words: dict[str, Json] = {
        "id": one.id,
        "title": one.title,
        "standing": one.standing,
        "copy": one.copy,
        "member": one.member,
        "seal": one.seal,
        "custody": list(one.custody),
    }
    return words if one.copied is None else words | {"copied": one.copied}


def ledger_bytes(ledger: BundleLedger) -> bytes:
    """Return the proofs as they stand in the bundle."""
    return canonical_bytes(
        {
            "origin": ledger.origin,
            "key": ledger.key,
            "checkpoint": ledger.checkpoint,
            "export": ledger.export,
            "entries": [
                {
                    "sequence": one.sequence,
                    "body": one.body,
                    "salt": None if one.salt is None else one.salt.hex(),
                    "after": one.after,
                    "proof": [digest.hex() for digest in one.hashes],
                }
                for one in ledger.entries
            ],
        }
    )


def read_manifest(data: bytes) -> BundleManifest:
    """Return the manifest these bytes are.

    Raises:
        ContainerRefusedError: ``bundle.unreadable``: not the canonical words of a manifest.
    """
    try:
        found = _manifest(_words(data))
        is_whole = manifest_bytes(found) == data
    except _UNREADABLE as error:
        raise ContainerRefusedError("bundle.unreadable", name=MANIFEST) from error
    if not is_whole:
        raise ContainerRefusedError("bundle.unreadable", name=MANIFEST)
    return found


def read_ledger(data: bytes) -> BundleLedger:
    """Return the proofs these bytes are.

    Raises:
        ContainerRefusedError: ``bundle.unreadable``.
    """
    try:
        found = _ledger(_words(data))
        is_whole = ledger_bytes(found) == data
    except _UNREADABLE as error:
        raise ContainerRefusedError("bundle.unreadable", name=LEDGER) from error
    if not is_whole:
        raise ContainerRefusedError("bundle.unreadable", name=LEDGER)
    return found


def _words(data: bytes) -> dict[str, Any]:
    words = json.loads(data)
    if not isinstance(words, dict):
        raise TypeError
    return words


def _manifest(words: dict[str, Any]) -> BundleManifest:
    matter = words["matter"]
    return BundleManifest(
        code=str(words["code"]),
        tenant=UUID(words["tenant"]),
        office=str(words["office"]),
        matter=BundleMatter(
            kind=str(matter["kind"]),
            id=UUID(matter["id"]),
            number=str(matter["number"]),
            title=str(matter["title"]),
        ),
        purpose=str(words["purpose"]),
        prepared_by=str(words["prepared_by"]),
        prepared_at=datetime.fromisoformat(words["prepared_at"]),
        software=str(words["software"]),
        members=[
            MemberHashes(
                name=str(one["name"]),
                size_bytes=int(one["size_bytes"]),
                sha256=str(one["sha256"]),
                sm3=str(one["sm3"]),
            )
            for one in words["members"]
        ],
        files=[_file(one) for one in words["files"]],
        acts=[int(one) for one in words["acts"]],
    )


def _file(words: dict[str, Any]) -> BundleFile:
    return BundleFile(
        id=UUID(words["id"]),
        title=str(words["title"]),
        standing=str(words["standing"]),
        copy=BundleCopy(words["copy"]),
        member=str(words["member"]),
        seal=int(words["seal"]),
        custody=[int(one) for one in words["custody"]],
        copied=int(words["copied"]) if "copied" in words else None,
    )


def _ledger(words: dict[str, Any]) -> BundleLedger:
    return BundleLedger(
        origin=str(words["origin"]),
        key=str(words["key"]),
        checkpoint=str(words["checkpoint"]),
        export=int(words["export"]),
        entries=[
            BundleEntry(
                sequence=int(one["sequence"]),
                body=str(one["body"]),
                salt=None if one["salt"] is None else bytes.fromhex(one["salt"]),
                after=one["after"],
                hashes=[bytes.fromhex(digest) for digest in one["proof"]],
            )
            for one in words["entries"]
        ],
    )
