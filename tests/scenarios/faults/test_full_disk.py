"""The disk of the files is full: it is said at once, reading goes on, and room is all it takes."""

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.faults.mortal import MortalSite, mortal_site
from tests.scenarios.faults.sender import AskAgainError, Sender
from tests.scenarios.faults.test_killed_service import picture

SIZE_MB = 24
BALLAST_MB = 23
QUICK_SECONDS = 10
# A disk of some megabytes, seen by the service alone.
SMALL_DISK = f"""
mount -t tmpfs -o size={SIZE_MB}m tmpfs "$0" && head -c {BALLAST_MB}M /dev/zero > "$0/ballast"
exec "$@"
"""


@dataclass(frozen=True)
class Place:
    """A site on a small disk, and how to make room there."""

    mortal: MortalSite
    files: Path

    def make_room(self) -> None:
        """Remove the ballast, as an administrator would remove what does not belong there."""
        inside = Path(f"/proc/{self.mortal.loader.pid}/root{self.files}/ballast")
        inside.unlink()

    def shows_the_page(self) -> bool:
        """Return whether the first page is answered."""
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.mortal.port}/",
            headers={"Host": f"localhost:{self.mortal.port}"},
        )
        with urllib.request.urlopen(asked, timeout=30) as answer:  # noqa: S310
            return bool(answer.status == 200)


@pytest.fixture
def place(own_database: Any, tmp_path: Path) -> Iterator[Place]:
    files = tmp_path / "files"
    files.mkdir(mode=0o700)
    before = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", SMALL_DISK, str(files)]
    with mortal_site(own_database.urls.app, files, tmp_path / "log", before=before) as mortal:
        yield Place(mortal, files)


def fill(sender: Sender) -> None:
    """Send reports until there is no room."""
    for number in range(40):
        sender.report([picture(number), picture(number + 100)])


def test_a_full_disk_is_said_quickly_and_room_is_all_it_takes(place: Place) -> None:
    refused: list[float] = []

    def note() -> None:
        refused.append(time.monotonic())
        if len(refused) > 3:
            raise TimeoutError

    sender = Sender(place.mortal.port, note)
    with pytest.raises(TimeoutError):
        fill(sender)
    asked = time.monotonic()
    with pytest.raises((AskAgainError, TimeoutError)):
        sender.report([picture(99)])
    assert time.monotonic() - asked < QUICK_SECONDS
    assert place.shows_the_page()
    place.make_room()
    patient = Sender(place.mortal.port, place.mortal.revive)
    receipt = patient.report([picture(1), picture(2)])
    assert len(receipt["files"]) == 2
