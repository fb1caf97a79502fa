"""An office in two zones, joined by card: made once a run, copied for whoever needs a pair."""

import fcntl
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.cli.installations import Installation, free_port

CARD = "dalad.card"
ANSWER = "dalad.outer.card"
_SAID = "said.json"


@dataclass(frozen=True)
class Joined:
    """Both installations, the inner one's card and its fingerprint, and what joining printed."""

    inner: Installation
    outer: Installation
    card: Path
    mark: str
    printed: str


def variables(zone: str) -> dict[str, str]:
    """Return what an installation of a zone is run with; no zone knows the other's secret."""
    return {"XIEZHI_ZONE": zone, "XIEZHI_SECRET_KEY": f"a-secret-of-the-{zone}-zone"}


def joined(folder: Path) -> Joined:
    """Put a pair of one's own into a folder; the outer zone has joined, nothing is trusted yet."""
    made = Path(os.environ["XIEZHI_TEST_ROOT"], "joined")
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            unfinished = made.with_suffix(".new")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(mode=0o700)
            _join(unfinished)
            unfinished.rename(made)
    shutil.copytree(made, folder, dirs_exist_ok=True)
    said = json.loads((folder / _SAID).read_text(encoding="utf-8"))
    return Joined(*_pair(folder), folder / CARD, said["mark"], said["printed"])


def _pair(folder: Path) -> tuple[Installation, Installation]:
    return (
        Installation(var=folder / "inner", port=free_port()),
        Installation(var=folder / "outer", port=free_port()),
    )


def _join(folder: Path) -> None:
    inner, outer = _pair(folder)
    card = folder / CARD
    _run(inner, "inner", "office", "open", "dalad", "达拉特旗人民检察院", "--number", "7")
    said = _run(inner, "inner", "office", "card", "dalad", str(card))
    mark = said.split("指纹：", 1)[1].strip()
    printed = _run(outer, "outer", "office", "join", str(card), "--fingerprint", mark)
    (folder / _SAID).write_text(json.dumps({"mark": mark, "printed": printed}), encoding="utf-8")


def _run(made: Installation, zone: str, *words: str) -> str:
    done = made.run(*words, **variables(zone))
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
