"""The backup file refuses what a manifest does not name."""

import hashlib
import io
import tarfile
from pathlib import Path

import pytest

from xiezhi.cli.archive import Manifest, unpack
from xiezhi.infra.errors import MachineError


def manifest(**sha256: str) -> Manifest:
    return Manifest(
        format=1,
        made_at="2026-01-01T00:00:00+00:00",
        version="0",
        server_version=150000,
        app_role="xiezhi_app",
        migrations=[],
        sha256=sha256,
    )


def archive_of(path: Path, *members: tarfile.TarInfo) -> Path:
    with tarfile.open(path, "w") as archive:
        for member in members:
            archive.addfile(member, io.BytesIO(b"x" * member.size))
    return path


def member(name: str, *, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type = kind
    made.linkname = "/etc/passwd"
    made.size = 1 if kind == tarfile.REGTYPE else 0
    return made


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(member("../outside"), id="climbs out"),
        pytest.param(member("/outside"), id="absolute"),
        pytest.param(member("files/link", kind=tarfile.SYMTYPE), id="symbolic link"),
        pytest.param(member("files/link", kind=tarfile.LNKTYPE), id="hard link"),
        pytest.param(member("files/device", kind=tarfile.CHRTYPE), id="device"),
    ],
)
def test_member_that_is_no_plain_file_inside_is_refused(
    tmp_path: Path, bad: tarfile.TarInfo
) -> None:
    target = tmp_path / "target"
    target.mkdir()
    archive = archive_of(tmp_path / "a.tar", bad)
    digest = hashlib.sha256(b"x").hexdigest()
    with pytest.raises(MachineError, match=r"restore\.damaged"):
        unpack(archive, manifest(**{bad.name: digest}), target)
    assert list(target.iterdir()) == []


@pytest.mark.parametrize(
    ("members", "named"),
    [
        pytest.param(["files/a"], {}, id="unknown member"),
        pytest.param([], {"files/a": "0" * 64}, id="missing member"),
        pytest.param(["files/a"], {"files/a": "0" * 64}, id="other content"),
    ],
)
def test_backup_that_differs_from_its_manifest_is_refused(
    tmp_path: Path, members: list[str], named: dict[str, str]
) -> None:
    archive = archive_of(tmp_path / "a.tar", *(member(name) for name in members))
    target = tmp_path / "target"
    target.mkdir()
    with pytest.raises(MachineError, match=r"restore\.damaged name=files/a"):
        unpack(archive, manifest(**named), target)
