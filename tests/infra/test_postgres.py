"""The embedded server: starts, is adopted, recovers, and belongs to one user only."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from xiezhi.infra.children import command_line
from xiezhi.infra.errors import MachineError
from xiezhi.infra.postgres import EmbeddedPostgres
from xiezhi.infra.roles import create_roles_and_database, derive_passwords, derive_urls

STARTER = """
import sys, time
from pathlib import Path
from xiezhi.infra.postgres import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]), durable=False)
server.start()
print("ready", flush=True)
time.sleep(600)
"""


def ask(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(question.encode()).fetchone()
    return None if row is None else row[0]


def postmaster_pid(folder: Path) -> int:
    return int((folder / "data/postmaster.pid").read_text().splitlines()[0])


def wait_until_stopped(server: EmbeddedPostgres, pid: int) -> None:
    until = time.monotonic() + 30
    while (server.is_running() or command_line(pid)) and time.monotonic() < until:
        time.sleep(0.05)


@pytest.fixture(scope="module")
def cluster() -> Iterator[EmbeddedPostgres]:
    with tempfile.TemporaryDirectory(prefix="xz") as folder:
        server = EmbeddedPostgres(Path(folder, "postgres"), durable=False)
        server.start()
        yield server
        server.stop(even_adopted=True)


@pytest.fixture
def folder(cluster: EmbeddedPostgres) -> Path:
    return cluster.log_file.parent


@pytest.fixture
def server(cluster: EmbeddedPostgres) -> EmbeddedPostgres:
    if not cluster.is_running():
        cluster.start()
    return cluster


def test_server_answers_after_start_and_not_after_stop(server: EmbeddedPostgres) -> None:
    assert str(ask(server.admin_url, "SHOW server_version")).startswith("18.")
    server.stop()
    assert not server.is_running()


def test_server_opens_no_network_port(server: EmbeddedPostgres) -> None:
    assert ask(server.admin_url, "SHOW listen_addresses") == ""


def test_server_wants_the_password(server: EmbeddedPostgres) -> None:
    wrong = server.admin_url.replace("postgres:", "postgres:x", 2)
    with pytest.raises(psycopg.OperationalError, match="password"):
        ask(wrong, "SELECT 1")


def test_texts_sort_by_code_point(server: EmbeddedPostgres) -> None:
    assert ask(server.admin_url, "SELECT 'Z' < 'a' AND upper('é') = 'É'") is True


@pytest.mark.parametrize("name", ["", "data", "socket", "password"])
def test_nobody_else_can_read(server: EmbeddedPostgres, folder: Path, name: str) -> None:
    assert server.is_running()
    assert stat.S_IMODE((folder / name).stat().st_mode) & 0o077 == 0


def test_second_start_adopts_the_living_server(server: EmbeddedPostgres, folder: Path) -> None:
    second = EmbeddedPostgres(folder, durable=False)
    second.start()
    assert second.is_running()
    assert not second.owns_server()
    second.stop()
    assert server.is_running()


def test_killed_server_is_started_again(server: EmbeddedPostgres, folder: Path) -> None:
    with psycopg.connect(server.admin_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    pid = postmaster_pid(folder)
    os.kill(pid, signal.SIGKILL)
    wait_until_stopped(server, pid)
    server.start()
    assert ask(server.admin_url, "SELECT n FROM kept") == 7


def test_pid_file_naming_a_stranger_does_not_hinder_the_start(
    server: EmbeddedPostgres, folder: Path
) -> None:
    server.stop()
    stranger = subprocess.Popen(["sleep", "60"])  # noqa: S607
    lines = [str(stranger.pid), str(folder / "data"), "0", "5432", "", "", "", "ready"]
    (folder / "data/postmaster.pid").write_text("\n".join(lines))
    try:
        assert not server.is_running()
        server.start()
        assert server.is_running()
    finally:
        stranger.kill()
        stranger.wait()


def test_server_ends_when_its_starter_is_killed(server: EmbeddedPostgres, folder: Path) -> None:
    server.stop()
    starter = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", STARTER, str(folder)], stdout=subprocess.PIPE
    )
    assert starter.stdout is not None
    with starter.stdout:
        assert starter.stdout.readline() == b"ready\n"
    pid = postmaster_pid(folder)
    starter.kill()
    starter.wait()
    wait_until_stopped(server, pid)
    assert command_line(pid) is None


def test_folder_open_to_others_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "postgres"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    with pytest.raises(MachineError, match=r"folder\.open .*mode=0755"):
        EmbeddedPostgres(folder).start()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_data_of_another_version_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "postgres"
    for path in (folder, folder / "data"):
        path.mkdir(mode=0o700)
    (folder / "data/PG_VERSION").write_text("16\n")
    with pytest.raises(MachineError, match=r"postgres\.other_version found=16"):
        EmbeddedPostgres(folder).start()


def test_parents_keep_their_rights(tmp_path: Path) -> None:
    parent = tmp_path / "home"
    folder = parent / "postgres"
    for path, mode in ((parent, 0o750), (folder, 0o700), (folder / "data", 0o755)):
        path.mkdir()
        path.chmod(mode)  # not through mkdir, which takes the umask away from it
    with pytest.raises(MachineError, match=r"folder\.open"):
        EmbeddedPostgres(folder).start()
    assert stat.S_IMODE(parent.stat().st_mode) == 0o750


def test_server_starts_where_the_path_is_too_long_for_a_socket(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["a-rather-long-name"] * 6, "postgres")
    server = EmbeddedPostgres(folder, durable=False)
    server.start()
    try:
        assert ask(server.admin_url, "SELECT 1") == 1
        place = Path(str(ask(server.admin_url, "SHOW unix_socket_directories")).strip('"'))
        assert folder not in place.parents
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
    finally:
        server.stop()
    place.rmdir()


def test_roles_are_made_twice_with_the_same_result(server: EmbeddedPostgres) -> None:
    passwords = derive_passwords("secret")
    first = create_roles_and_database(server.admin_url, name="twice", passwords=passwords)
    assert first == create_roles_and_database(server.admin_url, name="twice", passwords=passwords)
    assert derive_urls(first.owner, "secret") == first


@pytest.mark.parametrize(
    ("role", "act", "allowed"),
    [
        pytest.param("app", "INSERT INTO made VALUES (1)", True, id="app writes"),
        pytest.param("app", "DELETE FROM made", True, id="app deletes"),
        pytest.param("app", "TRUNCATE made", False, id="app never truncates"),
        pytest.param("app", "CREATE TABLE own (n int)", False, id="app makes no tables"),
        pytest.param("app", "CREATE TEMPORARY TABLE own (n int)", False, id="not even for a while"),
        pytest.param("backup", "SELECT * FROM made", True, id="backup reads"),
        pytest.param("backup", "INSERT INTO made VALUES (1)", False, id="backup never writes"),
        pytest.param("vault", "SELECT * FROM made", False, id="vault sees its own tables only"),
    ],
)
def test_each_role_may_do_its_part(
    server: EmbeddedPostgres, role: str, act: str, allowed: bool
) -> None:
    urls = create_roles_and_database(
        server.admin_url, name="parts", passwords=derive_passwords("secret")
    )
    with psycopg.connect(urls.owner) as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS made (n int)")
    with psycopg.connect(getattr(urls, role)) as connection:
        if allowed:
            connection.execute(act.encode())
            return
        with pytest.raises(
            (psycopg.errors.InsufficientPrivilege, psycopg.errors.ReadOnlySqlTransaction)
        ):
            connection.execute(act.encode())
