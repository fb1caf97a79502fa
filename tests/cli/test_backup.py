"""Backup and restore: all of it or nothing, and nothing damaged."""

import tarfile
from pathlib import Path

import psycopg
import pytest

from tests.cli.installations import Installation
from xiezhi.infra.postgres import EmbeddedPostgres
from xiezhi.infra.roles import database_url

FILES = {"ab/photo": b"\xff\xd8 a photo", "空文件": b""}
LAW = """
decisions:
  - {key: support_close, name: 终结支持起诉案件, decided_by: [prosecutor, chief], flows: [支持起诉],
     basis: 本院检察官权力清单, tag: OWN, verified: true}
"""


@pytest.fixture(scope="module")
def backup(installation: Installation) -> Path:
    for name, content in FILES.items():
        path = installation.var / "files" / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(content)
    (installation.var / "files").chmod(0o700)
    (installation.var / "law").mkdir()
    (installation.var / "law" / "本院.yaml").write_text(LAW, encoding="utf-8")
    target = installation.var.parent / "backup.tar"
    done = installation.run("backup", str(target))
    assert done.returncode == 0, done.stderr
    return target


def rights(installation: Installation) -> list[tuple[object, ...]]:
    server = EmbeddedPostgres(installation.var / "postgres")
    server.start()
    try:
        with psycopg.connect(database_url(server.admin_url, dbname="xiezhi")) as connection:
            return connection.execute(
                "SELECT relname, relforcerowsecurity, has_table_privilege('xiezhi_app', oid, 'UPDATE'),"
                " has_table_privilege('xiezhi_app', oid, 'SELECT') FROM pg_class"
                " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
            ).fetchall()
    finally:
        server.stop()


def test_restored_installation_is_the_same(
    installation: Installation, empty: Installation, backup: Path
) -> None:
    done = empty.run("restore", str(backup))
    assert done.returncode == 0, done.stderr
    found = {name: (empty.var / "files" / name).read_bytes() for name in FILES}
    assert found == FILES
    assert (empty.var / "law" / "本院.yaml").read_text(encoding="utf-8") == LAW
    assert "law/本院.yaml：可用。" in empty.run("law", "check").stdout
    assert rights(empty) == rights(installation)
    assert "✓ 数据库与本版本一致" in empty.run("doctor").stdout


def test_restore_into_a_used_installation_is_refused(
    installation: Installation, backup: Path
) -> None:
    refused = installation.run("restore", str(backup))
    assert refused.returncode == 1
    assert "已有数据" in refused.stderr


def test_own_law_data_already_there_is_not_written_over(empty: Installation, backup: Path) -> None:
    (empty.var / "law").mkdir(parents=True)
    (empty.var / "law" / "local.yaml").write_text("areas: []", encoding="utf-8")
    assert "已有数据" in empty.run("restore", str(backup)).stderr
    assert [one.name for one in (empty.var / "law").iterdir()] == ["local.yaml"]


def test_backup_can_be_read_by_its_owner_only(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0


def test_damaged_backup_is_refused_and_nothing_is_restored(
    empty: Installation, backup: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.tar"
    damaged.write_bytes(backup.read_bytes().replace(FILES["ab/photo"], b"\xff\xd8 A photo"))
    refused = empty.run("restore", str(damaged))
    assert refused.returncode == 1
    assert "files/ab/photo 与清单不符" in refused.stderr
    assert not (empty.var / "files").exists()


def test_something_else_is_no_backup(empty: Installation, tmp_path: Path) -> None:
    other = tmp_path / "other.tar"
    with tarfile.open(other, "w") as archive:
        archive.add(__file__, arcname="manifest.json")
    assert "不是本程序的备份文件" in empty.run("restore", str(other)).stderr
