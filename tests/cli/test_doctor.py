"""``xiezhi doctor``: one line for each thing, with the remedy."""

import psycopg

from tests.cli.installations import Installation
from xiezhi.infra.postgres import EmbeddedPostgres
from xiezhi.infra.roles import database_url


def test_healthy_installation_has_no_fault(installation: Installation) -> None:
    examined = installation.run("doctor")
    assert examined.returncode == 0, examined.stdout
    assert "✓ 数据库与本版本一致" in examined.stdout


def test_installation_before_its_first_start_has_no_fault(empty: Installation) -> None:
    examined = empty.run("doctor")
    assert examined.returncode == 0, examined.stdout


def test_folder_open_to_others_is_named_with_the_remedy(empty: Installation) -> None:
    folder = empty.var / "files"
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    examined = empty.run("doctor")
    assert examined.returncode == 1
    assert f"chmod 700 {folder}" in examined.stdout


def test_unreachable_server_is_named(empty: Installation) -> None:
    examined = empty.run("doctor", DATABASE_URL="postgresql://a:b@127.0.0.1:1/c")
    assert examined.returncode == 1
    assert "✗ 连不上数据库" in examined.stdout


def test_database_newer_than_the_code_is_named_and_not_started(
    installation: Installation,
) -> None:
    change(
        installation, "INSERT INTO django_migrations VALUES (0, 'accounts', '9999_later', now())"
    )
    try:
        assert "accounts.9999_later" in installation.run("doctor").stdout
        assert "accounts.9999_later" in installation.run("up").stderr
    finally:
        change(installation, "DELETE FROM django_migrations WHERE id = 0")


def change(installation: Installation, statement: str) -> None:
    server = EmbeddedPostgres(installation.var / "postgres")
    server.start()
    try:
        url = database_url(server.admin_url, dbname="xiezhi")
        with psycopg.connect(url) as connection:
            connection.execute(statement.encode())
    finally:
        server.stop()
