"""Verify a ledger and a bundle; how near that is to hashing the same bytes.

Run: ``python -m benchmarks.verifying [entries] [megabytes]``. No database: entries as the rows hold
them, read by the auditor that ``xiezhi verify ledger`` uses. Floors in the same run: SHA-256 over
the same bodies, one call each; ``sha256sum`` over the same bundle. Processor time, not the clock's:
the machine is shared.
"""

import hashlib
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.bench import in_turn
from tests.evidence.bundles import TRUSTED, parts
from xiezhi.evidence.rules.bundle.verifying import BundleOutcome, verify_bundle
from xiezhi.ledger.rules.audit import Auditor, Outcome, StoredCheckpoint, StoredEntry, Trust
from xiezhi.ledger.rules.canonical import canonical_bytes
from xiezhi.ledger.rules.checkpoint import Checkpoint, sign_checkpoint
from xiezhi.ledger.rules.merkle import Frontier, leaf_hash

ENTRIES = 100_000
MEGABYTES = 200
ROUNDS = 3
SIGNED_EVERY = 1000
TENANT = uuid.UUID(int=7)
ORIGIN = "bench.xiezhi"
KEY = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"bench").digest())
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Measure and print as JSON."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    megabytes = int(sys.argv[2]) if len(sys.argv) > 2 else MEGABYTES  # noqa: PLR2004
    print(json.dumps({**_ledger(entries), **_bundle(megabytes)}, indent=2))


def _ledger(count: int) -> dict[str, float]:
    rows, notes, frontier = _grown(count)
    trust = Trust(tenant=str(TENANT), origin=ORIGIN, public_key=KEY.public_key())

    def verify() -> float:
        started = time.process_time()
        auditor = Auditor(trust, notes)
        auditor.follow(rows, frontier)
        audit = auditor.close(frontier, frontier)
        assert audit.outcome is Outcome.SOUND
        return time.process_time() - started

    def floor() -> float:
        started = time.process_time()
        for row in rows:
            hashlib.sha256(row.body.encode()).digest()
        return time.process_time() - started

    ones, others = in_turn(verify, floor, rounds=ROUNDS)
    seconds, least = statistics.median(ones), statistics.median(others)
    return {
        "entries": count,
        "bytes_an_entry": round(sum(len(row.body) for row in rows) / count),
        "verify_seconds": round(seconds, 2),
        "entries_a_second": round(count / seconds),
        "hash_seconds": round(least, 3),
        "verify : hash": round(seconds / least, 1),
    }


def _grown(count: int) -> tuple[list[StoredEntry], list[StoredCheckpoint], Frontier]:
    frontier, rows, notes = Frontier(), [], []
    for place in range(count):
        at = BEGAN + timedelta(seconds=place)
        body = canonical_bytes(
            {
                "sequence": place,
                "tree": frontier.root().hex(),
                "tenant": TENANT,
                "time": at,
                "actor": {
                    "kind": "staff",
                    "id": str(TENANT),
                    "label": "检察官助理03",
                    "roles": ["assistant"],
                    "on_behalf_of": None,
                },
                "act": "leads.comment",
                "object": {"kind": "lead", "id": str(uuid.UUID(int=place))},
                "before": None,
                "after": hashlib.sha256(b"%d" % place).hexdigest(),
            }
        ).decode()
        rows.append(
            StoredEntry(
                sequence=place,
                leaf=leaf_hash(body.encode()),
                body=body,
                act="leads.comment",
                actor_id=str(TENANT),
                at=json.loads(body)["time"],
                object_kind="lead",
                object_id=str(uuid.UUID(int=place)),
            )
        )
        frontier = frontier.append(rows[-1].leaf)
        if (place + 1) % SIGNED_EVERY == 0:
            checkpoint = Checkpoint(origin=ORIGIN, size=frontier.size, root=frontier.root())
            notes.append(
                StoredCheckpoint(size=frontier.size, note=sign_checkpoint(checkpoint, KEY).decode())
            )
    return rows, notes, frontier


def _bundle(megabytes: int) -> dict[str, float]:
    program = shutil.which("sha256sum")
    with tempfile.TemporaryDirectory(prefix="xiezhi-bench-") as place:
        path = Path(place) / "bundle.zip"
        path.write_bytes(parts(scanned=os.urandom(megabytes * 1024 * 1024)).written())

        def verify() -> float:
            started = time.process_time()
            with path.open("rb") as stream:
                assert verify_bundle(stream, [TRUSTED]).outcome is BundleOutcome.SOUND
            return time.process_time() - started

        def floor() -> float:
            assert program is not None
            started = _children()
            subprocess.run([program, str(path)], check=True, stdout=subprocess.DEVNULL)
            return _children() - started

        ones, others = in_turn(verify, floor, rounds=ROUNDS)
        size = path.stat().st_size / 1024 / 1024
    seconds, least = statistics.median(ones), statistics.median(others)
    return {
        "bundle_megabytes": round(size),
        "bundle_verify_seconds": round(seconds, 2),
        "bundle_megabytes_a_second": round(size / seconds),
        "sha256sum_seconds": round(least, 2),
        "bundle : sha256sum": round(seconds / least, 2),
    }


def _children() -> float:
    """Return the processor time of ended children, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
