"""``xiezhi restore``: a backup into an empty installation."""

import argparse
import gzip
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from xiezhi.cli.archive import DATABASE, FILES, LAW, Manifest, read_manifest, unpack
from xiezhi.cli.backup import folders_of, open_bucket
from xiezhi.cli.clients import load_command, run_client
from xiezhi.cli.installation import only_one, open_database, set_up_django
from xiezhi.cli.messages import _
from xiezhi.cli.parsing import Subparsers
from xiezhi.config.environment import DatabaseRole, environment
from xiezhi.infra.errors import MachineError
from xiezhi.infra.folders import private_folder
from xiezhi.infra.roles import DatabaseUrls
from xiezhi.infra.storage.local import LocalFileStore
from xiezhi.infra.storage.protocol import FileStore, address_of
from xiezhi.law.book import add_folder

FOREIGN: Final = re.compile(
    rb"SET transaction_timeout = \d+;$"  # newer than PostgreSQL 16
    rb"|ALTER TABLE ONLY \S+ ALTER COLUMN \S+ SET \(pg_attver=\d+\);$"  # 15.20's own stamps
)
"""Statements of a dump that only servers like the one it came from understand."""


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("restore", help=_("把备份恢复到空的安装"))
    parser.add_argument("file", type=Path, help=_("备份文件"))
    parser.add_argument(
        "--accept-missing",
        action="store_true",
        help=_("备份列出而对象存储里没有的文件，不再等它们"),
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check the whole backup first, then load database, files and own law data."""
    env = environment()
    manifest = read_manifest(arguments.file)
    bucket = None if env.s3 is None else open_bucket(env, env.s3)
    if not arguments.accept_missing:
        check_listed(manifest, bucket or LocalFileStore(env.files_dir))
    with only_one(env, "web"), open_database(env) as urls:
        restore_backup(arguments.file, manifest, urls, folders_of(env), bucket=bucket)
    print(_("已恢复 {made_at} 的备份。").format(made_at=manifest.made_at))
    print(_("请把原来的密钥文件夹放回 {path}，再启动。").format(path=env.keys_dir))
    return 0


def check_listed(manifest: Manifest, store: FileStore) -> None:
    """Refuse a backup whose files stayed in an object store and are not there any more.

    Raises:
        MachineError: ``restore.files_missing``.
    """
    missing = [name for name, size in manifest.listed.items() if not _has(store, name, size)]
    if missing:
        name = missing[0].rpartition("/")[2]
        raise MachineError("restore.files_missing", count=len(missing), name=name)


def restore_backup(
    path: Path,
    manifest: Manifest,
    urls: DatabaseUrls,
    folders: Mapping[str, Path],
    *,
    bucket: FileStore | None = None,
) -> None:
    """Load a backup into an empty database and empty folders, all of it or nothing.

    Files that were kept go to the object store where there is one, whatever they were saved from.

    Raises:
        MachineError: not empty, damaged, from a newer version, or refused by the server.
    """
    _check_empty(urls, folders)
    if manifest.app_role != (here := _user(urls.app)):
        raise MachineError("restore.other_roles", there=manifest.app_role, here=here)
    _check_known(manifest, urls)
    beside = folders[FILES].parent
    beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=beside) as folder:
        unpack(path, manifest, Path(folder))
        if bucket is not None:
            _put_in(bucket, Path(folder, FILES))
        _check_law(Path(folder, LAW))
        _load(urls, Path(folder, DATABASE))
        private_folder(folders[FILES])
        for prefix, target in folders.items():
            _put_files(Path(folder, prefix), target)


def _check_law(folder: Path) -> None:
    """Refuse own law data this version cannot read: the installation would not start with it."""
    add_folder(folder)


def _check_empty(urls: DatabaseUrls, folders: Mapping[str, Path]) -> None:
    has_files = any(one.exists() and any(one.iterdir()) for one in folders.values())
    with psycopg.connect(urls.owner) as server:
        found = server.execute(
            "SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace LIMIT 1"
        ).fetchone()
    if has_files or found:
        raise MachineError("restore.not_empty")


def _check_known(manifest: Manifest, urls: DatabaseUrls) -> None:
    """Refuse a backup with migrations this code does not have."""
    set_up_django(urls, DatabaseRole.OWNER)
    from xiezhi.cli.schema import unknown_migrations  # noqa: PLC0415  # needs Django

    if unknown := unknown_migrations(manifest.migrations):
        raise MachineError("database.newer", name=unknown[0], count=len(unknown))


def _load(urls: DatabaseUrls, dump: Path) -> None:
    url = urls.owner
    with tempfile.TemporaryFile(dir=dump.parent) as script:
        script.write(_without_default_rights(urls))
        script.writelines(_statements(dump))
        script.seek(0)
        run_client(load_command(url), url, "restore.failed", script=script)


def _without_default_rights(urls: DatabaseUrls) -> bytes:
    """Return statements that take back what new tables give by default.

    A dump grants what each table had and never revokes what it had not: made under the default
    rights, the ledger would become writable. The dump's last lines set the default rights again.
    """
    roles = sql.SQL(", ").join(sql.Identifier(_user(url)) for url in (urls.app, urls.backup))
    revoke = sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON {} FROM {};\n")
    kinds = (sql.SQL("TABLES"), sql.SQL("SEQUENCES"))
    return b"".join(revoke.format(kind, roles).as_bytes() for kind in kinds)


def _statements(dump: Path) -> Iterator[bytes]:
    """Yield the dump's lines without those another server refuses; rows pass as they are."""
    is_row = False
    with gzip.open(dump, "rb") as lines:
        for line in lines:
            if is_row:
                is_row = line != b"\\.\n"
            elif FOREIGN.match(line):
                continue
            else:
                is_row = line.startswith(b"COPY ") and line.endswith(b" FROM stdin;\n")
            yield line


def _has(store: FileStore, name: str, size_bytes: int) -> bool:
    found = address_of(name.removeprefix(FILES))
    return found is not None and store.find_size(*found) == size_bytes


def _put_in(bucket: FileStore, folder: Path) -> None:
    """Put the kept files of a folder into an object store, and leave the rest there."""
    for path in [one for one in folder.rglob("*") if one.is_file()]:
        found = address_of(path.relative_to(folder).as_posix())
        if found is None:
            continue
        with path.open("rb") as stream:
            if bucket.put(found[0], stream).sha256 != found[1]:
                raise MachineError("restore.damaged", name=path.name)
        path.unlink()


def _put_files(source: Path, target: Path) -> None:
    if source.exists():
        target.mkdir(mode=0o700, exist_ok=True)
        for entry in source.iterdir():
            shutil.move(entry, target / entry.name)


def _user(url: str) -> str:
    return str(conninfo_to_dict(url)["user"])
