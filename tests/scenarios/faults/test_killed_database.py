"""PostgreSQL is killed under load: no acknowledged report is lost, and it is ready by itself."""

import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.database import NAME, SECRET, own_server
from tests.scenarios.faults.keeping import kept_reports, ledger_is_sound
from tests.scenarios.faults.mortal import MortalSite, mortal_site
from tests.scenarios.faults.sender import Sender
from tests.scenarios.faults.test_killed_service import picture
from xiezhi.infra.postgres import EmbeddedPostgres
from xiezhi.infra.roles import DatabaseUrls, derive_passwords, named_urls

KILLS = 3
TELEPHONES = 4
BETWEEN_SECONDS = 1.5


@dataclass(frozen=True)
class Place:
    """A server of its own that waits for the disk as in life, a site on it, and its folder."""

    server: EmbeddedPostgres
    urls: DatabaseUrls
    mortal: MortalSite
    folder: Path


@pytest.fixture
def place() -> Iterator[Place]:
    folder = Path(tempfile.mkdtemp(prefix="xz"))
    server = own_server(folder / "postgres")
    urls = named_urls(server.admin_url, name=NAME, passwords=derive_passwords(SECRET))
    try:
        with mortal_site(urls.app, folder / "files", folder / "log") as mortal:
            yield Place(server, urls, mortal, folder)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def kill_all(server: EmbeddedPostgres, folder: Path) -> None:
    """Kill the postmaster; its children follow it."""
    pid = int((folder / "postgres/data/postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGKILL)
    while server.owns_server():
        time.sleep(0.01)


def test_no_acknowledged_report_is_lost_when_postgresql_is_killed(place: Place) -> None:
    acknowledged: list[str] = []
    done = threading.Event()

    broken: list[BaseException] = []

    def send(number: int) -> None:
        sender = Sender(place.mortal.port, place.mortal.revive)
        try:
            while not done.is_set():
                acknowledged.append(sender.report([picture(number)])["number"])
        except BaseException as fault:
            broken.append(fault)
            raise

    telephones = [threading.Thread(target=send, args=(number,)) for number in range(TELEPHONES)]
    for telephone in telephones:
        telephone.start()
    for _ in range(KILLS):
        time.sleep(BETWEEN_SECONDS)
        before = len(acknowledged)
        kill_all(place.server, place.folder)
        place.server.start()
        while len(acknowledged) == before:  # the same web process finds its way back
            assert not broken, broken
            time.sleep(0.05)
    done.set()
    for telephone in telephones:
        telephone.join()
    with psycopg.connect(place.urls.owner) as connection:
        kept = kept_reports(connection)
    assert set(acknowledged) <= set(kept)
    assert len(set(acknowledged)) == len(acknowledged)
    assert sorted(kept) == sorted(acknowledged), "each was sent until acknowledged: none besides"
    assert ledger_is_sound(place.urls.app, place.folder)
