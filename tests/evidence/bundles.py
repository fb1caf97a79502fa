"""Bundles made without a database: a ledger in memory, two files, a 保管链, all signed."""

import hashlib
import io
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from xiezhi.evidence.rules.bundle.container import BundleWriter, MemberHashes
from xiezhi.evidence.rules.bundle.contents import (
    LEDGER,
    MANIFEST,
    README,
    BundleCopy,
    BundleEntry,
    BundleFile,
    BundleLedger,
    BundleManifest,
    BundleMatter,
    ledger_bytes,
    manifest_bytes,
)
from xiezhi.evidence.rules.manifest import ManifestValues, manifest_snapshot, measure
from xiezhi.ledger.rules.canonical import Json, canonical_bytes
from xiezhi.ledger.rules.checkpoint import Checkpoint, sign_checkpoint
from xiezhi.ledger.rules.merkle import inclusion_proof, leaf_hash, root_of
from xiezhi.ledger.rules.salted import salted_hash
from xiezhi.ledger.rules.signed_note import verifier_key

ORIGIN = "ceshi.xiezhi"
KEY = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"office").digest())
STRANGER = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"stranger").digest())
TRUSTED = verifier_key(ORIGIN, KEY.public_key())
TENANT = uuid.UUID(int=7)
CASE = uuid.UUID(int=40)
PHOTO, SCAN = uuid.UUID(int=41), uuid.UUID(int=42)
AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
PHOTO_BYTES = b"\xff\xd8\xff\xe0 a picture of a dry hydrant \xff\xd9"
SHARED_BYTES = b"\xff\xd8\xff\xe0 the same without metadata \xff\xd9"
SCAN_BYTES = b"%PDF-1.7 a record of two officers\n%%EOF\n"


@dataclass
class Log:
    """A ledger in memory: bodies, and what each says of the outcome with its salt."""

    bodies: list[str] = field(default_factory=list)
    says: dict[int, tuple[bytes, Mapping[str, Json]]] = field(default_factory=dict)

    def record(self, act: str, thing: tuple[str, str], after: Mapping[str, Json] | None) -> int:
        place = len(self.bodies)
        salt = hashlib.sha256(b"salt %d" % place).digest()
        words: dict[str, Json] = {
            "sequence": place,
            "tree": root_of(self.leaves()).hex(),
            "tenant": TENANT,
            "time": AT,
            "actor": {"kind": "staff", "id": None, "label": "检察官02", "roles": []},
            "act": act,
            "object": {"kind": thing[0], "id": thing[1]},
            "before": None,
            "after": None if after is None else salted_hash(after, salt).hex(),
        }
        self.bodies.append(canonical_bytes(words).decode())
        if after is not None:
            self.says[place] = (salt, after)
        return place

    def leaves(self) -> list[bytes]:
        return [leaf_hash(body.encode()) for body in self.bodies]


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a bundle is made of, to be changed before it is written."""

    contents: Mapping[str, bytes]
    manifest: BundleManifest
    ledger: BundleLedger

    def written(self) -> bytes:
        """The container, whatever stands in it."""
        members = {
            **self.contents,
            MANIFEST: manifest_bytes(self.manifest),
            LEDGER: ledger_bytes(self.ledger),
        }
        return container(members)


def container(members: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    writer = BundleWriter(target)
    for name, content in members.items():
        writer.add(name, content)
    writer.close()
    return target.getvalue()


def parts(*, key: Ed25519PrivateKey = KEY, scanned: bytes = SCAN_BYTES, **changes: Any) -> Parts:
    """A sound bundle; ``changes`` are to its manifest, made before the export is recorded."""
    log = Log()
    log.record("leads.register", ("lead", "1"), None)
    opened = log.record("cases.open", ("case", str(CASE)), {"state": "proposed"})
    photo = log.record("evidence.seal", ("file", str(PHOTO)), _sealed(PHOTO, PHOTO_BYTES))
    scan = log.record("evidence.seal", ("file", str(SCAN)), _sealed(SCAN, scanned))
    line: dict[str, Json] = {
        "file": PHOTO,
        "event": "fixed",
        "purpose": "verify",
        "by": "检察官02",
        "at": AT,
    }
    fixed = log.record("evidence.fix", ("custody", str(uuid.UUID(int=50))), line)
    contents = {
        f"files/{PHOTO}.jpg": SHARED_BYTES,
        f"files/{SCAN}.pdf": scanned,
        "records/matter.json": canonical_bytes({"number": "2026-3"}),
        README: "证据核验包\n".encode(),
    }
    manifest = BundleManifest(
        code="AB12CD34",
        tenant=TENANT,
        office="测试人民检察院",
        matter=BundleMatter(kind="case", id=CASE, number="2026-3", title="督促履职案"),
        purpose="court",
        prepared_by="检察官02",
        prepared_at=AT,
        software="Xiezhi 0",
        members=[_hashes(name, content) for name, content in contents.items()],
        files=[
            _file(PHOTO, BundleCopy.SHARED, f"files/{PHOTO}.jpg", photo, fixed),
            _file(SCAN, BundleCopy.ORIGINAL, f"files/{SCAN}.pdf", scan),
        ],
        acts=[opened],
    )
    manifest = replace(manifest, **changes)
    digest = hashlib.sha256(manifest_bytes(manifest)).hexdigest()
    export = log.record("evidence.export_bundle", ("bundle", "AB12CD34"), {"manifest": digest})
    log.record("leads.comment", ("lead", "1"), None)
    wanted = [opened, photo, scan, fixed, export]
    ledger = BundleLedger(
        origin=ORIGIN,
        key=verifier_key(ORIGIN, key.public_key()),
        checkpoint=_note(log, key),
        export=export,
        entries=[_entry(log, place, is_told=place != opened) for place in wanted],
    )
    return Parts(contents=contents, manifest=manifest, ledger=ledger)


def _sealed(file_id: uuid.UUID, data: bytes) -> dict[str, Json]:
    found = measure(data)
    values = ManifestValues(
        file_id=file_id,
        media_type="image/jpeg",
        sha256=found.sha256,
        sm3=found.sm3,
        device_sha256=found.sha256,
        size_bytes=found.size_bytes,
        part_count=1,
        chunks=found.chunks,
        shared_sha256=hashlib.sha256(SHARED_BYTES).digest() if file_id == PHOTO else None,
        received_at=AT,
    )
    return manifest_snapshot(values)


def _hashes(name: str, content: bytes) -> MemberHashes:
    found = measure(content)
    assert found.sm3 is not None
    return MemberHashes(
        name=name,
        size_bytes=found.size_bytes,
        sha256=found.sha256.hex(),
        sm3=found.sm3.hex(),
    )


def _file(
    file_id: uuid.UUID, copy: BundleCopy, member: str, seal: int, *custody: int
) -> BundleFile:
    return BundleFile(
        id=file_id,
        title="消防水鹤",
        standing="evidence",
        copy=copy,
        member=member,
        seal=seal,
        custody=custody,
    )


def _entry(log: Log, place: int, *, is_told: bool) -> BundleEntry:
    salt, after = log.says[place] if is_told else (None, None)
    return BundleEntry(
        sequence=place,
        body=log.bodies[place],
        salt=salt,
        after=after,
        hashes=inclusion_proof(log.leaves(), place),
    )


def _note(log: Log, key: Ed25519PrivateKey) -> str:
    leaves = log.leaves()
    checkpoint = Checkpoint(origin=ORIGIN, size=len(leaves), root=root_of(leaves))
    return sign_checkpoint(checkpoint, key).decode()
