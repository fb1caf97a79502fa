"""Verify a bundle: every byte of it against its manifest, the ledger's proofs and a trusted key.

Whoever hands in a bundle may be the one who changed it, so every part of it is hostile. All faults
are collected; nothing is unpacked.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, BinaryIO, Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from xiezhi.evidence.rules.bundle.container import (
    ContainerRefusedError,
    Member,
    MemberHashes,
    hash_member,
    read_member,
    read_members,
)
from xiezhi.evidence.rules.bundle.contents import (
    COPY_ACT,
    CUSTODY_OBJECT,
    EXPORT_ACT,
    EXPORT_OBJECT,
    LEDGER,
    MANIFEST,
    MAX_JSON_BYTES,
    SEAL_ACT,
    BundleCopy,
    BundleEntry,
    BundleFile,
    BundleLedger,
    BundleManifest,
    read_ledger,
    read_manifest,
)
from xiezhi.kernel.errors import DomainError
from xiezhi.ledger.rules.checkpoint import Checkpoint, parse_and_verify_checkpoint
from xiezhi.ledger.rules.keys import read_verifier_key
from xiezhi.ledger.rules.merkle import leaf_hash
from xiezhi.ledger.rules.proofs import ProofRefusedError, verify_inclusion
from xiezhi.ledger.rules.salted import is_hash_of


class BundleOutcome(StrEnum):
    """What verifying showed: 完好, 被改动, 不完整, 密钥不可信."""

    SOUND = "sound"
    TAMPERED = "tampered"
    INCOMPLETE = "incomplete"
    UNTRUSTED = "untrusted"


class BundleFault(StrEnum):
    """What contradicts what in a bundle."""

    CUT_OFF = "cut_off"
    CONTAINER = "container_altered"
    COMPRESSED = "compressed"
    UNSAFE_NAME = "unsafe_name"
    DUPLICATE = "duplicate"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    MEMBER_MISSING = "member_missing"
    MEMBER_EXTRA = "member_extra"
    MEMBER_ALTERED = "member_altered"
    ENTRY_MISSING = "entry_missing"
    ENTRY_EXTRA = "entry_extra"
    ENTRY_ALTERED = "entry_altered"
    FILE_CONTRADICTS = "file_contradicts"
    CUSTODY_CONTRADICTS = "custody_contradicts"
    MANIFEST_CONTRADICTS = "manifest_contradicts"
    CHECKPOINT_ALTERED = "checkpoint_altered"
    KEY_UNKNOWN = "key_unknown"


_OUTCOMES: Final = {
    BundleFault.CUT_OFF: BundleOutcome.INCOMPLETE,
    BundleFault.MEMBER_MISSING: BundleOutcome.INCOMPLETE,
    BundleFault.ENTRY_MISSING: BundleOutcome.INCOMPLETE,
    BundleFault.KEY_UNKNOWN: BundleOutcome.UNTRUSTED,
}
_WORST_FIRST: Final = (
    BundleOutcome.TAMPERED,
    BundleOutcome.UNTRUSTED,
    BundleOutcome.INCOMPLETE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleFinding:
    """One contradiction: about a member or file, or about an entry of the ledger."""

    fault: BundleFault
    name: str = ""
    sequence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleReport:
    """What a bundle says and every fault found in it.

    Attributes:
        manifest: None where it could not be read.
        signed_size: entries covered by the checkpoint; None where it could not be read.
        kept: SHA-256 of the originals that stayed in the office, as their 封存清单 name them.
    """

    manifest: BundleManifest | None
    signed_size: int | None
    findings: tuple[BundleFinding, ...]
    kept: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def outcome(self) -> BundleOutcome:
        """The worst of what was found."""
        found = {_OUTCOMES.get(one.fault, BundleOutcome.TAMPERED) for one in self.findings}
        return next((one for one in _WORST_FIRST if one in found), BundleOutcome.SOUND)


def verify_bundle(stream: BinaryIO, trusted: Sequence[str]) -> BundleReport:
    """Verify a bundle; ``trusted`` are public keys as printed in the duty book, one line each."""
    return _Verifier(trusted).verify(stream)


class _Verifier:
    """Follows one bundle and collects what contradicts."""

    def __init__(self, trusted: Sequence[str]) -> None:
        self._trusted: Final = tuple(line.strip() for line in trusted if line.strip())
        self._findings: Final[list[BundleFinding]] = []
        self._signed: int | None = None
        self._kept: Mapping[UUID, str] = {}

    def verify(self, stream: BinaryIO) -> BundleReport:
        """Return the report."""
        try:
            members = {one.name: one for one in read_members(stream)}
        except ContainerRefusedError as error:
            self._refused(error)
            return self._report(None)
        hashes = dict(self._hashes(stream, members))
        manifest_data = self._json(stream, members, MANIFEST)
        ledger_data = self._json(stream, members, LEDGER)
        manifest = self._read(manifest_data, read_manifest)
        ledger = self._read(ledger_data, read_ledger)
        if manifest is not None:
            self._check_members(manifest, hashes)
        if manifest is not None and ledger is not None:
            self._check_ledger(manifest, ledger, hashes)
        return self._report(manifest)

    def _report(self, manifest: BundleManifest | None) -> BundleReport:
        found = tuple(dict.fromkeys(self._findings))
        return BundleReport(
            manifest=manifest, signed_size=self._signed, findings=found, kept=self._kept
        )

    def _found(self, fault: BundleFault, name: str = "", sequence: int | None = None) -> None:
        self._findings.append(BundleFinding(fault=fault, name=name, sequence=sequence))

    def _refused(self, error: DomainError) -> None:
        code = error.code.removeprefix("bundle.")
        self._found(BundleFault(code), str(error.params.get("name", "")))

    def _hashes(
        self, stream: BinaryIO, members: Mapping[str, Member]
    ) -> Iterator[tuple[str, MemberHashes]]:
        for name, member in members.items():
            try:
                yield name, hash_member(stream, member)
            except ContainerRefusedError as error:
                self._refused(error)

    def _json(self, stream: BinaryIO, members: Mapping[str, Member], name: str) -> bytes | None:
        if name not in members:
            self._found(BundleFault.MEMBER_MISSING, name)
            return None
        try:
            return read_member(stream, members[name], most_bytes=MAX_JSON_BYTES)
        except ContainerRefusedError as error:
            self._refused(error)
            return None

    def _read(self, data: bytes | None, read: Any) -> Any:  # noqa: ANN401  # one of two readers
        if data is None:
            return None
        try:
            return read(data)
        except ContainerRefusedError as error:
            self._refused(error)
            return None

    def _check_members(self, manifest: BundleManifest, hashes: dict[str, MemberHashes]) -> None:
        listed = {one.name: one for one in manifest.members}
        for name, expected in listed.items():
            if name not in hashes:
                self._found(BundleFault.MEMBER_MISSING, name)
            elif hashes[name] != expected:
                self._found(BundleFault.MEMBER_ALTERED, name)
        for name in hashes.keys() - listed.keys() - {MANIFEST, LEDGER}:
            self._found(BundleFault.MEMBER_EXTRA, name)

    def _check_ledger(
        self, manifest: BundleManifest, ledger: BundleLedger, hashes: dict[str, MemberHashes]
    ) -> None:
        checkpoint = self._checkpoint(ledger)
        entries = {one.sequence: one for one in ledger.entries}
        if [one.sequence for one in ledger.entries] != sorted(entries):
            self._found(BundleFault.ENTRY_ALTERED, sequence=None)
        for entry in ledger.entries:
            self._check_entry(entry, str(manifest.tenant), checkpoint)
        told = _Told(self._findings, entries)
        told.check_export(manifest, ledger.export, hashes)
        for file in manifest.files:
            told.check_file(file, hashes)
        self._kept = told.kept
        for sequence in manifest.acts:
            told.check_act(sequence, manifest)
        for sequence in entries.keys() - told.seen:
            self._found(BundleFault.ENTRY_EXTRA, sequence=sequence)

    def _checkpoint(self, ledger: BundleLedger) -> Checkpoint | None:
        """Return the checkpoint, signed by a key that is trusted or at least the bundle's own."""
        note = ledger.checkpoint.encode(errors="replace")
        for line in self._trusted:
            checkpoint = _signed_by(line, ledger.origin, note)
            if checkpoint is not None:
                if line != ledger.key:
                    self._found(BundleFault.CHECKPOINT_ALTERED)
                self._signed = checkpoint.size
                return checkpoint
        checkpoint = _signed_by(ledger.key, ledger.origin, note)
        if checkpoint is None:
            self._found(BundleFault.CHECKPOINT_ALTERED)
            return None
        self._found(BundleFault.KEY_UNKNOWN, ledger.origin)
        self._signed = checkpoint.size
        return checkpoint

    def _check_entry(self, entry: BundleEntry, tenant: str, checkpoint: Checkpoint | None) -> None:
        words = _words(entry.body)
        is_ours = words.get("sequence") == entry.sequence and words.get("tenant") == tenant
        if not is_ours or not _says(entry, words.get("after")):
            self._found(BundleFault.ENTRY_ALTERED, sequence=entry.sequence)
            return
        if checkpoint is None:
            return
        try:
            verify_inclusion(
                entry.hashes,
                leaf=leaf_hash(entry.body.encode()),
                index=entry.sequence,
                size=checkpoint.size,
                root=checkpoint.root,
            )
        except ProofRefusedError:
            self._found(BundleFault.ENTRY_ALTERED, sequence=entry.sequence)


class _Told:
    """Compares what the bundle shows with what its entries say."""

    def __init__(self, findings: list[BundleFinding], entries: Mapping[int, BundleEntry]) -> None:
        self._findings: Final = findings
        self._entries: Final = entries
        self.seen: Final[set[int]] = set()
        self.kept: Final[dict[UUID, str]] = {}

    def check_export(
        self, manifest: BundleManifest, sequence: int, hashes: Mapping[str, MemberHashes]
    ) -> None:
        """Compare the manifest with the entry of the export itself."""
        after = self._after(sequence, EXPORT_ACT, (EXPORT_OBJECT, manifest.code))
        shown = hashes.get(MANIFEST)
        if after is None:
            return
        if shown is None or after.get("manifest") != shown.sha256:
            self._found(BundleFault.MANIFEST_CONTRADICTS, MANIFEST, sequence)

    def check_file(self, file: BundleFile, hashes: Mapping[str, MemberHashes]) -> None:
        """Compare a file with its 封存清单, and its 保管链 with its entries."""
        after = self._after(file.seal, SEAL_ACT, ("file", str(file.id)))
        made = after
        if file.copied is not None and after is not None:
            named = self._after(file.copied, COPY_ACT, ("file", str(file.id)))
            made = None if named is None else {**after, "shared_sha256": named.get("shared_sha256")}
        if made is not None and not _is_sealed_copy(file, made, hashes.get(file.member)):
            self._found(BundleFault.FILE_CONTRADICTS, file.member or str(file.id), file.seal)
        if after is not None and file.copy is not BundleCopy.ORIGINAL:
            self.kept[file.id] = str(after.get("sha256"))
        for sequence in file.custody:
            line = self._after(sequence, "evidence.", (CUSTODY_OBJECT, ""))
            if line is not None and line.get("file") != str(file.id):
                self._found(BundleFault.CUSTODY_CONTRADICTS, str(file.id), sequence)

    def check_act(self, sequence: int, manifest: BundleManifest) -> None:
        """See that an act is one on the matter."""
        entry = self._entry(sequence)
        if entry is None:
            return
        expected = {"kind": manifest.matter.kind, "id": str(manifest.matter.id)}
        if _words(entry.body).get("object") != expected:
            self._found(BundleFault.ENTRY_ALTERED, "", sequence)

    def _entry(self, sequence: int) -> BundleEntry | None:
        self.seen.add(sequence)
        entry = self._entries.get(sequence)
        if entry is None:
            self._found(BundleFault.ENTRY_MISSING, "", sequence)
        return entry

    def _after(self, sequence: int, act: str, about: tuple[str, str]) -> Mapping[str, Any] | None:
        """Return what an entry says, when it is of this act and on this object."""
        entry = self._entry(sequence)
        if entry is None:
            return None
        words = _words(entry.body)
        named, thing = str(words.get("act")), words.get("object")
        is_act = named.startswith(act) if act.endswith(".") else named == act
        is_thing = (
            isinstance(thing, dict)
            and thing.get("kind") == about[0]
            and about[1] in {"", thing.get("id")}
        )
        if not is_act or not is_thing or entry.after is None:
            self._found(BundleFault.ENTRY_ALTERED, "", sequence)
            return None
        return entry.after

    def _found(self, fault: BundleFault, name: str, sequence: int) -> None:
        self._findings.append(BundleFinding(fault=fault, name=name, sequence=sequence))


def _is_sealed_copy(
    file: BundleFile, sealed: Mapping[str, Any], shown: MemberHashes | None
) -> bool:
    """Return whether a member is the copy its 封存清单 names; none is carried where none is named."""
    if sealed.get("file") != str(file.id):
        return False
    if file.copy is BundleCopy.NONE:
        return not file.member
    # A missing member is named as such already.
    if shown is None:
        return bool(file.member)
    if file.copy is BundleCopy.SHARED:
        return bool(sealed.get("shared_sha256") == shown.sha256)
    sm3 = sealed.get("sm3")
    same_length = sealed.get("size_bytes") == shown.size_bytes
    return bool(sealed.get("sha256") == shown.sha256 and same_length and sm3 in {None, shown.sm3})


def _says(entry: BundleEntry, digest: object) -> bool:
    """Return whether what is told of an entry is what it hashed; telling nothing is allowed."""
    if entry.salt is None or entry.after is None:
        return entry.salt is None and entry.after is None
    try:
        return is_hash_of(bytes.fromhex(str(digest)), entry.after, entry.salt)
    except (DomainError, ValueError):
        return False


def _signed_by(line: str, origin: str, note: bytes) -> Checkpoint | None:
    key: Ed25519PublicKey | None = read_verifier_key(line, origin)
    if key is None:
        return None
    try:
        return parse_and_verify_checkpoint(note, origin=origin, public_key=key)
    except ProofRefusedError:
        return None


def _words(body: str) -> dict[str, Any]:
    try:
        words = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return words if isinstance(words, dict) else {}
