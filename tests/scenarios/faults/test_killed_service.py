"""The web service is killed at random points: what was acknowledged is there, once, and whole."""

import hashlib
import io
import random
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from PIL import Image

from tests.scenarios.faults.keeping import kept_reports, ledger_is_sound, looked_through
from tests.scenarios.faults.mortal import MortalSite, mortal_site
from tests.scenarios.faults.sender import PART_BYTES, Sender
from xiezhi.infra.storage.local import LocalFileStore

KILLS = 50
SEED = 20261126


def picture(number: int) -> bytes:
    """Return a photograph of some 150 kB, another for each number."""
    target = io.BytesIO()
    noise = random.Random(number).randbytes(320 * 240 * 3)
    Image.frombytes("RGB", (320, 240), noise).save(target, "JPEG", quality=92)
    return target.getvalue()


@pytest.fixture
def mortal(own_database: Any, tmp_path: Path) -> Iterator[MortalSite]:
    with mortal_site(own_database.urls.app, tmp_path / "files", tmp_path / "log") as site:
        yield site


class Killer:
    """Kills the service while something is under way: at a random moment of one in some."""

    ODDS = {"part": 0.12, "form": 0.6}
    LONGEST_SECONDS = {"part": 0.02, "form": 0.6}

    def __init__(self, mortal: MortalSite) -> None:
        self._mortal = mortal
        self._dice = random.Random(SEED)
        self.killed = Counter[str]()

    def __call__(self, what: str) -> None:
        if self.killed.total() < KILLS and self._dice.random() < self.ODDS[what]:
            self.killed[what] += 1
            wait = self._dice.uniform(0, self.LONGEST_SECONDS[what])
            threading.Timer(wait, self._mortal.kill).start()


def test_every_acknowledged_file_is_there_once_and_whole_after_fifty_kills(
    mortal: MortalSite, own_database: Any, tmp_path: Path
) -> None:
    killer = Killer(mortal)
    sender = Sender(mortal.port, mortal.revive, meanwhile=killer)
    acknowledged: list[tuple[list[bytes], dict[str, Any]]] = []
    while killer.killed.total() < KILLS:
        files = [picture(2 * len(acknowledged)), picture(2 * len(acknowledged) + 1)]
        acknowledged.append((files, sender.report(files)))
    assert min(killer.killed.values()) >= KILLS // 10, "killed in the midst of both"
    with psycopg.connect(own_database.urls.owner) as connection:
        kept = kept_reports(connection)
    assert sorted(kept) == sorted(receipt["number"] for _, receipt in acknowledged)
    store = LocalFileStore(tmp_path / "files")
    for files, receipt in acknowledged:
        hashes = [hashlib.sha256(data).digest() for data in files]
        assert [one.sha256 for one in kept[receipt["number"]]] == hashes
        assert [bytes.fromhex(one["sha256"]) for one in receipt["files"]] == hashes
        for one in kept[receipt["number"]]:
            for address in one.addresses:
                with store.open(UUID(str(one.office)), address, is_verified=True) as stream:
                    assert stream.read(1)
    assert sender.resent_bytes
    assert max(sender.resent_bytes) <= PART_BYTES
    before, after = looked_through(own_database.urls.app, tmp_path)
    assert before[1:3] == [0, 0], "no file that is due is missing or altered"
    assert after == [before[0], 0, 0, 0, 0, 0], "what the dead left is gone, and nothing else"
    assert ledger_is_sound(own_database.urls.app, tmp_path)
