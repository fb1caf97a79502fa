"""证据核验包: files with their manifests, their 保管链 and the ledger's proofs, handed out as one file."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version
from typing import BinaryIO, Final
from uuid import UUID

from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.bundle.container import MAX_BYTES, BundleWriter, MemberHashes
from xiezhi.evidence.rules.bundle.contents import (
    EXPORT_ACT,
    EXPORT_OBJECT,
    LEDGER,
    MANIFEST,
    README,
    BundleCopy,
    BundleEntry,
    BundleFile,
    BundleLedger,
    BundleManifest,
    ledger_bytes,
    manifest_bytes,
)
from xiezhi.evidence.rules.bundle.order import BundleItem, BundleOrder
from xiezhi.evidence.rules.bundle.readme import readme_text
from xiezhi.evidence.rules.custody import CustodyEvent
from xiezhi.evidence.rules.kinds import EXTENSIONS, MediaFormat
from xiezhi.evidence.rules.manifest import manifest_snapshot
from xiezhi.evidence.rules.particulars import PARTICULAR_LABELS
from xiezhi.evidence.selectors.custody import (
    CustodyRecord,
    custody_of,
    manifest_values,
    sealed_copies,
)
from xiezhi.evidence.selectors.files import FileCopy, has_copy, open_copy
from xiezhi.evidence.selectors.particulars import particulars_of
from xiezhi.evidence.services.copying import MADE, copy_snapshot
from xiezhi.evidence.services.custody import (
    ACTS,
    OBJECT,
    Handling,
    custody_snapshot,
    record_custody,
)
from xiezhi.evidence.services.sealing import SEALED, complete_manifests
from xiezhi.infra.offices import slug_of
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError
from xiezhi.kernel.ids import public_code
from xiezhi.ledger.rules.canonical import Json, canonical_bytes
from xiezhi.ledger.selectors.proofs import (
    get_checkpoint_note,
    last_signed_size,
    list_acts_on,
    list_proven,
    list_sequences,
)
from xiezhi.ledger.services.acts import act, settle_entries
from xiezhi.ledger.services.checkpoints import sign_checkpoint
from xiezhi.ledger.services.keys import origin_of, published_key

SOFTWARE: Final = "Xiezhi"
WITH_PARTICULARS: Final = "附拍摄信息"


def write_bundle(*, order: BundleOrder, target: BinaryIO, acting: Actor, now: datetime) -> str:
    """Write a bundle and return its 导出编号; who may have it is asked before.

    Each file's 保管链 gets its line first, so that it stands in the bundle. The head of the ledger
    is held from there to the end of the scope; the files are written before.

    Raises:
        InvalidInputError: ``evidence.no_purpose``, ``evidence.bundle_empty``.
        RuleRefusedError: ``evidence.bundle_too_large``, ``evidence.no_manifest``: a file's bytes
            are missing or not what was received.
        NotFoundError: ``storage.missing``.
    """
    code = public_code()
    files = _files(order)
    complete_manifests(now=now, file_ids=list(files))
    particulars = _particulars(order, files)
    handling = Handling(event=CustodyEvent.EXPORTED, purpose=order.asked.purpose, copy_code=code)
    without = [file_id for file_id in files if file_id not in particulars]
    record_custody(file_ids=without, handling=handling, acting=acting, now=now)
    telling = replace(handling, words=WITH_PARTICULARS)
    record_custody(file_ids=particulars, handling=telling, acting=acting, now=now)
    writer = BundleWriter(target)
    proofs = _Copies(files)
    copies = {
        item.file_id: _add_file(writer, files[item.file_id], item, proofs) for item in order.items
    }
    members = [member for member, _copy in copies.values() if member is not None]
    records = dict(order.records)
    if order.asked.with_particulars:
        records["particulars"] = {str(file_id): words for file_id, words in particulars.items()}
    for name, record in records.items():
        members.append(writer.add(f"records/{name}.json", canonical_bytes(record)))
    members.append(writer.add(README, readme_text(order.asked.office, order.matter, code).encode()))
    settle_entries()
    told = _Told(custody_of(list(files.values())), proofs)
    manifest = BundleManifest(
        code=code,
        tenant=current_tenant(),
        office=order.asked.office,
        matter=order.matter,
        purpose=str(order.asked.purpose),
        prepared_by=acting.signature,
        prepared_at=now,
        software=f"{SOFTWARE} {version('xiezhi')}",
        members=members,
        files=[told.file(item, copies[item.file_id]) for item in order.items],
        acts=list_acts_on(order.matter.kind, order.matter.id),
    )
    member = writer.add(MANIFEST, manifest_bytes(manifest))
    writer.add(LEDGER, _ledger(manifest, member, told.says, acting=acting, now=now))
    writer.close()
    return code


class _Told:
    """The entries of each file's manifest and 保管链, and what they say."""

    def __init__(self, records: Sequence[CustodyRecord], proofs: "_Copies") -> None:
        self._proofs: Final = proofs
        self._records: Final = {one.file.id: one for one in records}
        self._seals: Final = list_sequences("file", list(self._records), (SEALED,))
        lines = [line.id for one in records for line in one.chain]
        self._lines: Final = list_sequences(OBJECT, lines, tuple(ACTS.values()))
        self.says: Final[dict[int, Mapping[str, Json]]] = {}

    def file(self, item: BundleItem, added: tuple[MemberHashes | None, BundleCopy]) -> BundleFile:
        """Return a file as the manifest lists it."""
        record = self._records[item.file_id]
        seal = self._seals.get(item.file_id)
        if record.manifest is None or seal is None:
            raise RuleRefusedError("evidence.no_manifest")
        self.says[seal] = manifest_snapshot(manifest_values(record.manifest))
        for line in record.chain:
            self.says[self._lines[line.id]] = custody_snapshot(line)
        member, copy = added
        copied = self._proofs.place_of(record.file) if copy is BundleCopy.SHARED else None
        if copied is not None:
            self.says[copied] = copy_snapshot(record.file)
        return BundleFile(
            id=item.file_id,
            title=item.title,
            standing=item.standing,
            copy=copy,
            member="" if member is None else member.name,
            seal=seal,
            custody=[self._lines[line.id] for line in record.chain],
            copied=copied,
        )


class _Copies:
    """What proves the copies others may see: the 封存清单, or the entry of a copy made later."""

    def __init__(self, files: Mapping[UUID, StoredFile]) -> None:
        self._sealed: Final = sealed_copies(list(files))
        self._made: Final = list_sequences("file", list(files), (MADE,))

    def place_of(self, file: StoredFile) -> int | None:
        """Return the place of the entry of a copy made later; None where the list names it."""
        return None if self._is_sealed(file) else self._made.get(file.id)

    def are_there(self, file: StoredFile) -> bool:
        """Return whether anything proves the copy."""
        return self._is_sealed(file) or file.id in self._made

    def _is_sealed(self, file: StoredFile) -> bool:
        shared = None if file.shared_sha256 is None else bytes(file.shared_sha256)
        return shared is not None and self._sealed.get(file.id) == shared


def _files(order: BundleOrder) -> dict[UUID, StoredFile]:
    if not order.items:
        raise InvalidInputError("evidence.bundle_empty")
    wanted = list(dict.fromkeys(item.file_id for item in order.items))
    found = {file.id: file for file in StoredFile.objects.filter(id__in=wanted)}
    if sum(file.size_bytes for file in found.values()) > MAX_BYTES // 2:
        raise RuleRefusedError(
            "evidence.bundle_too_large", limit_megabytes=MAX_BYTES // 2 // 1024 // 1024
        )
    return {file_id: found[file_id] for file_id in wanted}


def _particulars(
    order: BundleOrder, files: Mapping[UUID, StoredFile]
) -> dict[UUID, dict[str, Json]]:
    """Return the 拍摄信息 that were asked for, of those files alone whose original leaves."""
    if not order.asked.with_particulars:
        return {}
    leaving = [
        item.file_id for item in order.items if item.wants_original and _is_open(files, item)
    ]
    return {
        file_id: {PARTICULAR_LABELS[one]: text for one, text in found.items()}
        for file_id, found in particulars_of(leaving).items()
    }


def _is_open(files: Mapping[UUID, StoredFile], item: BundleItem) -> bool:
    return has_copy(files[item.file_id], FileCopy.ORIGINAL)


def _add_file(
    writer: BundleWriter, file: StoredFile, item: BundleItem, proofs: _Copies
) -> tuple[MemberHashes | None, BundleCopy]:
    """Write what may leave of a file: the original of what staff collected, else the bare copy.

    Sealed bytes never leave: whoever got them could do nothing with them, and an identity that is
    erased here must not live on in a copy elsewhere. Their hash stands in the 封存清单.
    """
    is_original = item.wants_original and not file.is_sealed
    wanted = FileCopy.ORIGINAL if is_original else FileCopy.SHARED
    if not (is_original or proofs.are_there(file)) or not has_copy(file, wanted):
        return None, BundleCopy.NONE
    stream, media_type = open_copy(file, wanted)
    name = f"files/{file.id}.{EXTENSIONS[MediaFormat(media_type)].lstrip('.')}"
    with stream:
        stream.seek(0, os.SEEK_SET)
        member = writer.add(name, stream)  # type: ignore[arg-type]  # an open file of bytes
    return member, BundleCopy.ORIGINAL if is_original else BundleCopy.SHARED


def _ledger(
    manifest: BundleManifest,
    member: MemberHashes,
    says: Mapping[int, Mapping[str, Json]],
    *,
    acting: Actor,
    now: datetime,
) -> bytes:
    """Record the export, sign the tree that holds it, and return the proofs."""
    export: dict[str, Json] = {
        "manifest": member.sha256,
        "matter": f"{manifest.matter.kind}:{manifest.matter.id}",
        "purpose": manifest.purpose,
        "files": len(manifest.files),
    }
    # The code is no id; it names one bundle all the same.
    with act(acting=acting, now=now) as record:
        record(EXPORT_ACT, EXPORT_OBJECT, manifest.code, after=export)
    settle_entries()
    sign_checkpoint(now=now)
    size = last_signed_size()
    told = {**says, size - 1: export}
    entries = list_proven({*told, *manifest.acts}, size)
    slug = slug_of(current_tenant())
    return ledger_bytes(
        BundleLedger(
            origin=origin_of(slug),
            key=published_key(slug),
            checkpoint=get_checkpoint_note(size),
            export=size - 1,
            entries=[
                BundleEntry(
                    sequence=one.sequence,
                    body=one.body,
                    salt=one.salt if one.sequence in told else None,
                    after=told.get(one.sequence),
                    hashes=one.hashes,
                )
                for one in entries
            ],
        )
    )
