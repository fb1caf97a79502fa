"""Whoever starts it, the server never runs as root, and no folder is opened for it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from xiezhi.infra.root import unprivileged


@pytest.mark.parametrize(
    "programs",
    [
        pytest.param(("unshare", "setpriv", "true", "id", "cat"), id="by a user namespace"),
        pytest.param(("setpriv", "true", "id", "cat"), id="as another user, as in containers"),
    ],
)
def test_programs_run_as_an_ordinary_user_who_reads_our_private_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, programs: tuple[str, ...]
) -> None:
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in programs:
        if (found := shutil.which(name)) is not None:
            (folder / name).symlink_to(found)
    secret = tmp_path / "private" / "secret"
    secret.parent.mkdir(mode=0o700)
    secret.write_text("read")
    secret.chmod(0o600)
    monkeypatch.setenv("PATH", str(folder))
    words = unprivileged(tmp_path / "none")
    assert int(subprocess.check_output([*words, "id", "-u"])) != 0  # noqa: S603
    assert subprocess.check_output([*words, "cat", str(secret)]) == b"read"  # noqa: S603
