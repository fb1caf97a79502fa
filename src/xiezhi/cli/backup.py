"""``xiezhi backup``: database, stored files and own law data into one file with hashes."""

import argparse
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
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
    add_stream,
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
from xiezhi.infra.storage.choice import bucket_store
from xiezhi.infra.storage.place import S3Place
from xiezhi.infra.storage.protocol import FileStore, name_of
from xiezhi.kernel.clock import CHINA, now


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("backup", help=_("备份数据库、文件和本院补充数据"))
    parser.add_argument("file", nargs="?", type=Path, help=_("备份文件，默认写入 var/backups"))
    parser.add_argument(
        "--with-objects",
        action="store_true",
        help=_("连同对象存储里的文件一起备份；不加时只列出，恢复时核对它们都在"),
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write one backup; keys are not in it."""
    env = environment()
    moment = now()
    target = arguments.file or _default_file(env.var_dir, moment)
    with open_database(env) as urls:
        bucket = (
            None if env.s3 is None else Bucket(open_bucket(env, env.s3), arguments.with_objects)
        )
        listed = write_backup(target, urls, folders_of(env), moment=moment, bucket=bucket)
    size = target.stat().st_size // 1_000_000
    print(_("已备份到 {path}（{size} MB）。").format(path=target, size=size))
    if listed:
        words = _("对象存储里的 {count} 个文件没有复制，只列在备份里：请另行备份存储桶 {bucket}。")
        print(words.format(count=listed, bucket=env.s3_bucket))
    print(_("密钥不在备份内，请另行妥善保管：{path}").format(path=env.keys_dir))
    return 0


def folders_of(env: Environment) -> dict[str, Path]:
    """Return the folders a backup holds, by the prefix of their members."""
    return {FILES: env.files_dir, LAW: env.law_dir}


@dataclass(frozen=True, slots=True)
class Bucket:
    """An object store to be saved: its files copied, or only listed."""

    store: FileStore
    is_copied: bool


def open_bucket(env: Environment, place: S3Place) -> FileStore:
    """Return the object store of an installation."""
    return bucket_store(env.files_dir, place)


def write_backup(
    target: Path,
    urls: DatabaseUrls,
    folders: Mapping[str, Path],
    *,
    moment: datetime,
    bucket: Bucket | None = None,
) -> int:
    """Write a backup as the backup role; the file appears only when it is complete.

    The database is saved first, so that every file it names is still to come. Returns how many
    files are only listed.

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
            copied, listed = _save_bucket(archive, bucket)
            manifest = Manifest(
                format=FORMAT,
                made_at=moment.isoformat(),
                version=version("xiezhi"),
                server_version=server_version,
                app_role=str(conninfo_to_dict(urls.app)["user"]),
                migrations=migrations,
                sha256=hashes | copied,
                listed=listed,
            )
            add_manifest(archive, manifest)
        part.replace(target)
    finally:
        dump.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
    return len(listed)


def _save_bucket(
    archive: tarfile.TarFile, bucket: Bucket | None
) -> tuple[dict[str, str], dict[str, int]]:
    """Return the hashes of what was copied, and the lengths of what is only listed, by name."""
    copied: dict[str, str] = {}
    listed: dict[str, int] = {}
    for file in () if bucket is None else bucket.store.list_kept():
        name = f"{FILES}{file.procuratorate_id}/{name_of(file.sha256)}"
        if bucket is None or not bucket.is_copied:
            listed[name] = file.size_bytes
            continue
        with bucket.store.open(file.procuratorate_id, file.sha256) as stream:
            copied[name] = add_stream(archive, name, stream, file.size_bytes)
    return copied, listed


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
