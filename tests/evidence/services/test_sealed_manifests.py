"""封存清单: written with the file, once, in the ledger; old files get theirs from the job."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import IO, Any

from nacl.public import PrivateKey

from tests.evidence.papers import pdf
from tests.evidence.pictures import jpeg
from xiezhi.evidence.models import FileManifest, StoredFile
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.rules.manifest import CHUNK_BYTES, manifest_snapshot, measure
from xiezhi.evidence.selectors.crossing import crossed_file
from xiezhi.evidence.selectors.custody import get_custody, manifest_values
from xiezhi.evidence.services.crossing import keep_crossed_file
from xiezhi.evidence.services.sealing import complete_manifests
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.evidence.store import file_store
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.ids import public_id
from xiezhi.ledger.models import LedgerEntry, LedgerSalt
from xiezhi.ledger.rules.salted import is_hash_of
from xiezhi.ledger.services.acts import settle_entries

KEY = bytes(PrivateKey.generate().public_key)


def stored(now: datetime, *, seal_to: bytes | None = None, **claims: Any) -> StoredFile:
    photo = IncomingFile(name="现场.jpg", data=jpeg(), **claims)
    return store_file(check_files(MediaKind.PHOTO, [photo])[0], received_at=now, seal_to=seal_to)


def old_file(data: bytes, now: datetime, **fields: Any) -> StoredFile:
    """A file kept before there were manifests."""
    kept = file_store().put(current_tenant(), data)
    values = {
        "kind": "paper",
        "media_type": "application/pdf",
        "sha256": kept.sha256,
        "size_bytes": len(data),
        "stored_sha256": kept.sha256,
        "received_at": now,
    }
    file: StoredFile = StoredFile.objects.create(**(values | fields))
    return file


def manifest_of(file: StoredFile) -> FileManifest | None:
    return get_custody(file).manifest


def test_every_new_file_is_sealed_with_both_hashes_and_its_parts(scope: Any, now: datetime) -> None:
    claim = hashlib.sha256(jpeg()).digest()
    manifest = manifest_of(stored(now, device_sha256=claim, part_count=3))
    assert manifest is not None
    found = measure(jpeg())
    assert bytes(manifest.sha256) == found.sha256
    assert bytes(manifest.sm3 or b"") == found.sm3
    assert manifest.size_bytes == len(jpeg())
    assert manifest.part_count == 3
    assert bytes(manifest.chunk_sha256) == b"".join(found.chunks)


def test_parts_are_hashed_one_by_one() -> None:
    data = bytes(2 * CHUNK_BYTES + 1)
    found = measure(data)
    parts = (data[:CHUNK_BYTES], data[:CHUNK_BYTES], b"\0")
    assert found.chunks == tuple(hashlib.sha256(part).digest() for part in parts)
    assert measure(b"abc").sm3 == bytes.fromhex(
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )


def test_claim_of_the_device_is_kept_beside_what_arrived(scope: Any, now: datetime) -> None:
    honest = stored(now, device_sha256=hashlib.sha256(jpeg()).digest())
    other = stored(now, device_sha256=bytes(32))
    silent = stored(now)
    claims = [get_custody(file).is_claim_kept for file in (honest, other, silent)]
    assert claims == [True, False, None]


def test_entry_hashes_the_manifest_and_names_nobody_who_sent_it(scope: Any, now: datetime) -> None:
    file = stored(now)
    settle_entries()
    entry = LedgerEntry.objects.get(act="evidence.seal", object_id=str(file.id))
    assert entry.actor_id == ""
    assert "现场" not in entry.body
    manifest = manifest_of(file)
    assert manifest is not None
    salt = LedgerSalt.objects.get(id=entry.id).after
    recorded = entry.body.partition('"after":"')[2][:64]
    said = manifest_snapshot(manifest_values(manifest))
    assert is_hash_of(bytes.fromhex(recorded), said, bytes(salt or b""))


def test_sealed_original_has_its_sm3_from_the_door(scope: Any, now: datetime) -> None:
    manifest = manifest_of(stored(now, seal_to=KEY))
    assert manifest is not None
    assert bytes(manifest.sm3 or b"") == measure(jpeg()).sm3


def test_old_files_get_their_manifest_once(scope: Any, now: datetime) -> None:
    later = now + timedelta(days=1)
    paper = old_file(pdf(), now)
    sealed = old_file(b"sealed box", now, is_sealed=True, sha256=bytes(32), size_bytes=9)
    assert complete_manifests(now=later) == 2
    assert complete_manifests(now=later) == 0
    of_paper, of_sealed = manifest_of(paper), manifest_of(sealed)
    assert of_paper is not None
    assert of_sealed is not None
    assert bytes(of_paper.sm3 or b"") == measure(pdf()).sm3
    assert of_paper.sealed_at == later
    assert (of_sealed.sm3, bytes(of_sealed.chunk_sha256)) == (None, b"")


def test_file_that_is_gone_or_altered_is_not_sealed_as_if_it_were_whole(
    scope: Any, now: datetime
) -> None:
    gone = old_file(pdf(), now, stored_sha256=hashlib.sha256(b"gone").digest())
    altered = old_file(pdf(), now, sha256=hashlib.sha256(b"before").digest())
    assert complete_manifests(now=now) == 0
    assert manifest_of(gone) is None
    assert manifest_of(altered) is None


def test_what_the_outer_zone_measured_of_a_sealed_original_comes_inside(
    scope: Any, now: datetime
) -> None:
    crossed = crossed_file(stored(now, seal_to=KEY, device_sha256=bytes(range(32))))
    inside = keep_crossed_file(replace(crossed, id=public_id()), open_blob=from_store)
    manifest = manifest_of(inside)
    assert manifest is not None
    assert bytes(manifest.sm3 or b"") == measure(jpeg()).sm3
    assert bytes(manifest.device_sha256 or b"") == bytes(range(32))


def from_store(sha256: bytes) -> IO[bytes]:
    return file_store().open(current_tenant(), sha256)
