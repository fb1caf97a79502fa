"""``xiezhi backup``: database, stored files and own law data into one file with hashes."""

import argparse
import tarfile
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from xiezhi.cli.archive import (
    DATABASE,
    FILES,
    FORMAT,
    LAW,
    Manifest,
    add_file,
    add_manifest,
    files_under,
)
from xiezhi.cli.clients import dump_command, run_client
from xiezhi.cli.installation import open_database
from xiezhi.cli.messages import _
from xiezhi.cli.parsing import Subparsers
from xiezhi.config.environment import Environment, environment
from xiezhi.infra.errors import MachineError
from xiezhi.infra.folders import private_folder
from xiezhi.infra.roles import DatabaseUrls
from xiezhi.kernel.clock import CHINA, now


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("backup", help=_("备份数据库、文件和本院补充数据"))
    parser.add_argument("file", nargs="?", type=Path, help=_("备份文件，默认写入 var/backups"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write one backup; keys are not in it."""
    env = environment()
    moment = now()
    target = arguments.file or _default_file(env.var_dir, moment)
    with open_database(env) as urls:
        write_backup(target, urls, folders_of(env), moment=moment)
    size = target.stat().st_size // 1_000_000
    print(_("已备份到 {path}（{size} MB）。").format(path=target, size=size))
    print(_("密钥不在备份内，请另行妥善保管：{path}").format(path=env.keys_dir))
    return 0


def folders_of(env: Environment) -> dict[str, Path]:
    """Return the folders a backup holds, by the prefix of their members."""
    return {FILES: env.files_dir, LAW: env.law_dir}


def write_backup(
    target: Path, urls: DatabaseUrls, folders: Mapping[str, Path], *, moment: datetime
) -> None:
    """Write a backup as the backup role; the file appears only when it is complete.

    The database is saved first, so that every file it names is still to come.

    Raises:
        MachineError: the database is empty or cannot be read.
    """
    server_version, migrations = _describe(urls.backup)
    part = target.with_name(target.name + ".part")
    dump = target.with_name(target.name + ".sql.gz")
    try:
        run_client(dump_command(urls.backup, dump), urls.backup, "backup.failed")
        with part.open("xb") as file, tarfile.open(fileobj=file, mode="w:") as archive:
            hashes = {DATABASE: add_file(archive, DATABASE, dump)}
            for prefix, folder in folders.items():
                for name, path in files_under(folder, prefix):
                    hashes[name] = add_file(archive, name, path)
            manifest = Manifest(
                format=FORMAT,
                made_at=moment.isoformat(),
                version=version("xiezhi"),
                server_version=server_version,
                app_role=str(conninfo_to_dict(urls.app)["user"]),
                migrations=migrations,
                sha256=hashes,
            )
            add_manifest(archive, manifest)
        part.replace(target)
    finally:
        dump.unlink(missing_ok=True)
        part.unlink(missing_ok=True)


def _default_file(var_dir: Path, moment: datetime) -> Path:
    folder = private_folder(var_dir / "backups")
    return folder / f"xiezhi-{moment.astimezone(CHINA):%Y%m%d-%H%M%S}.tar"


def _describe(url: str) -> tuple[int, list[str]]:
    try:
        with psycopg.connect(url) as server:
            rows = server.execute("SELECT app, name FROM django_migrations ORDER BY 1, 2")
            return server.info.server_version, [f"{app}.{name}" for app, name in rows]
    except psycopg.errors.UndefinedTable as error:
        raise MachineError("database.unprepared") from error
    except psycopg.OperationalError as error:
        raise MachineError("database.unreachable", reason=str(error).strip()) from error
