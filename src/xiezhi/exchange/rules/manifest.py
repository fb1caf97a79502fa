"""The manifest: who sends what to whom, who looked through it, and the hash of every byte."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.exchange.rules.items import ItemFile, ItemKind
from xiezhi.exchange.rules.signing import SignatureAlgorithm
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.canonical import Json, canonical_bytes

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_ITEMS: Final = 20_000
MAX_FILES: Final = 100_000
MAX_PARTS: Final = 2_000
MAX_SEQUENCE: Final = 2**31 - 1
MAX_LABEL: Final = 80
_HASH_DIGITS: Final = 64
_KINDS: Final = frozenset(kind.value for kind in ItemKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of a package."""

    office: UUID
    installation: UUID
    fingerprint: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEntry:
    """An item as the manifest lists it; ``size_bytes`` is of its content."""

    kind: ItemKind
    object_id: str
    version: int
    digest: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartEntry:
    """A part: how long its piece is, and the SHA-256 (hex) of its number and its piece."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """清单 of a package; the same in each of its parts.

    Attributes:
        sequence: counts from 1 for each sender and receiver.
        void: earlier numbers that were given up and will never come.
        created_at: when the package was drawn up; ``reviewed_at`` when it was sealed.
        medium: 介质编号 of the disc or stick it is carried on.
    """

    package: UUID
    sequence: int
    void: tuple[int, ...]
    algorithm: SignatureAlgorithm
    sender: Party
    receiver: Party
    created_at: datetime
    exported_by: str
    reviewed_by: str
    reviewed_at: datetime
    medium: str
    items: tuple[ItemEntry, ...]
    files: tuple[ItemFile, ...]
    parts: tuple[PartEntry, ...]

    @property
    def payload_bytes(self) -> int:
        """Length of everything behind the manifests, over all parts."""
        return sum(item.size_bytes for item in self.items) + sum(
            file.size_bytes for file in self.files
        )


def write_manifest(manifest: Manifest) -> bytes:
    """Return the one text of a manifest."""
    content: dict[str, Json] = {
        "package": manifest.package,
        "sequence": manifest.sequence,
        "void": list(manifest.void),
        "algorithm": manifest.algorithm,
        "sender": _party(manifest.sender),
        "receiver": _party(manifest.receiver),
        "created_at": manifest.created_at,
        "exported_by": manifest.exported_by,
        "reviewed_by": manifest.reviewed_by,
        "reviewed_at": manifest.reviewed_at,
        "medium": manifest.medium,
        "items": [
            [one.kind, one.object_id, one.version, one.digest, one.size_bytes]
            for one in manifest.items
        ],
        "files": [[one.sha256, one.size_bytes] for one in manifest.files],
        "parts": [[one.size_bytes, one.sha256] for one in manifest.parts],
    }
    return canonical_bytes(content)


def read_manifest(content: bytes) -> Manifest:
    """Return the manifest a text holds. Its signature is verified before anything in it is believed.

    Raises:
        InvalidInputError: ``exchange.damaged``, or ``exchange.kind_unknown`` for a kind of item
            this version does not know.
    """
    try:
        found = json.loads(content)
        if not isinstance(found, dict) or canonical_bytes(found) != content:
            raise _damaged()
        return _checked(_manifest_of(found))
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError) as error:
        raise _damaged() from error


def _party(party: Party) -> dict[str, Json]:
    return {
        "office": party.office,
        "installation": party.installation,
        "fingerprint": party.fingerprint,
        "name": party.name,
    }


def _manifest_of(found: Mapping[str, object]) -> Manifest:
    match found:
        case {
            "package": str(package),
            "sequence": int(sequence),
            "void": list(void),
            "algorithm": str(algorithm),
            "sender": dict(sender),
            "receiver": dict(receiver),
            "created_at": str(created_at),
            "exported_by": str(exported_by),
            "reviewed_by": str(reviewed_by),
            "reviewed_at": str(reviewed_at),
            "medium": str(medium),
            "items": list(items),
            "files": list(files),
            "parts": list(parts),
            **rest,
        } if not rest:
            return Manifest(
                package=UUID(package),
                sequence=_whole(sequence, most=MAX_SEQUENCE),
                void=tuple(_whole(one, most=MAX_SEQUENCE) for one in void),
                algorithm=SignatureAlgorithm(algorithm),
                sender=_party_of(sender),
                receiver=_party_of(receiver),
                created_at=_instant(created_at),
                exported_by=_label(exported_by),
                reviewed_by=_label(reviewed_by),
                reviewed_at=_instant(reviewed_at),
                medium=_label(medium),
                items=tuple(_item_of(one) for one in items),
                files=tuple(_file_of(one) for one in files),
                parts=tuple(_part_of(one) for one in parts),
            )
    raise _damaged()


def _checked(manifest: Manifest) -> Manifest:
    """Refuse what no sender writes: nothing inside, repeated entries, sums that do not meet."""
    names = {(one.kind, one.object_id, one.version) for one in manifest.items}
    hashes = {one.sha256 for one in manifest.files}
    is_sound = (
        0 < len(manifest.items) <= MAX_ITEMS
        and len(names) == len(manifest.items)
        and len(hashes) == len(manifest.files) <= MAX_FILES
        and 0 < len(manifest.parts) <= MAX_PARTS
        and len(manifest.void) <= MAX_ITEMS
        and manifest.sequence > 0
        and sum(part.size_bytes for part in manifest.parts) == manifest.payload_bytes
    )
    if not is_sound:
        raise _damaged()
    return manifest


def _party_of(found: Mapping[str, object]) -> Party:
    match found:
        case {
            "office": str(office),
            "installation": str(installation),
            "fingerprint": str(mark),
            "name": str(name),
            **rest,
        } if not rest:
            return Party(
                office=UUID(office),
                installation=UUID(installation),
                fingerprint=_hash(mark),
                name=_label(name),
            )
    raise _damaged()


def _item_of(found: object) -> ItemEntry:
    match found:
        case [str(kind), str(object_id), int(version), str(digest), int(size)]:
            if kind not in _KINDS:
                raise InvalidInputError("exchange.kind_unknown", kind=kind[:40])
            return ItemEntry(
                kind=ItemKind(kind),
                object_id=_label(object_id),
                version=_whole(version, most=MAX_SEQUENCE),
                digest=_hash(digest),
                size_bytes=_whole(size),
            )
        case _:
            raise _damaged()


def _file_of(found: object) -> ItemFile:
    match found:
        case [str(sha256), int(size)]:
            return ItemFile(sha256=_hash(sha256), size_bytes=_whole(size))
        case _:
            raise _damaged()


def _part_of(found: object) -> PartEntry:
    match found:
        case [int(size), str(sha256)]:
            return PartEntry(size_bytes=_whole(size), sha256=_hash(sha256))
        case _:
            raise _damaged()


def _whole(value: object, *, most: int = 2**53 - 1) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= most:
        raise _damaged()
    return value


def _hash(text: str) -> str:
    if len(text) != _HASH_DIGITS or set(text) - set("0123456789abcdef"):
        raise _damaged()
    return text


def _label(text: str) -> str:
    if not text or len(text) > MAX_LABEL or not text.isprintable():
        raise _damaged()
    return text


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.utcoffset() is None:
        raise _damaged()
    return instant


def _damaged() -> InvalidInputError:
    return InvalidInputError("exchange.damaged")
