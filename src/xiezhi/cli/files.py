"""``xiezhi files``: compare the store with the tables; move it to a bucket and back."""

import argparse
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from typing import Final

from xiezhi.cli import file_moving
from xiezhi.cli.backup import open_bucket
from xiezhi.cli.faults import sentence
from xiezhi.cli.installation import only_one, open_database, set_up_django
from xiezhi.cli.messages import _
from xiezhi.cli.parsing import Subparsers
from xiezhi.config.environment import DatabaseRole, environment
from xiezhi.infra.errors import MachineError
from xiezhi.infra.storage.local import LocalFileStore
from xiezhi.infra.storage.protocol import FileStore
from xiezhi.kernel.clock import now
from xiezhi.kernel.errors import DomainError

SOUND, ALARMING, LEFT_OVER, NOT_DONE = 0, 1, 2, 3
"""Exit codes. What could not be looked at, or was broken off, says nothing of the files."""
TO_S3: Final = "s3"
TO_FOLDER: Final = "folder"
Run = Callable[[argparse.Namespace], int]


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("files", help=_("核对存放的文件，在文件夹与对象存储之间搬移"))
    parts = parser.add_subparsers(required=True, metavar=_("动作"))
    check = parts.add_parser("check", help=_("核对文件与登记是否一致"))
    check.add_argument("--hours", type=float, default=24, help=_("只看多少小时以前的，默认 24"))
    check.add_argument("--read", action="store_true", help=_("逐个读出并核对 SHA-256，较慢"))
    check.add_argument(
        "--remove", action="store_true", help=_("清除没有登记的文件（须先停下 xiezhi up）")
    )
    check.set_defaults(run=_or_not_done(run_check))
    move = parts.add_parser("move", help=_("把文件搬到对象存储，或者搬回文件夹"))
    move.add_argument("--to", choices=(TO_S3, TO_FOLDER), required=True, help=_("搬到哪里"))
    move.add_argument("--remove", action="store_true", help=_("逐个核对搬到的文件之后，删去原处的"))
    move.set_defaults(run=_or_not_done(run_move))


def _or_not_done(run: Run) -> Run:
    """Return a command whose faults have an exit code of their own."""

    def tried(arguments: argparse.Namespace) -> int:
        try:
            return run(arguments)
        except (MachineError, DomainError) as fault:
            print(f"xiezhi: {sentence(fault)}", file=sys.stderr)
            return NOT_DONE

    return tried


def run_check(arguments: argparse.Namespace) -> int:
    """Print what differs; 1 when a file that is due is missing or altered, 2 when some are nobody's."""
    env = environment()
    with ExitStack() as held:
        if arguments.remove:
            held.enter_context(only_one(env, "web"))
        urls = held.enter_context(open_database(env))
        set_up_django(urls, DatabaseRole.APP)
        from xiezhi.cli import file_checking  # noqa: PLC0415  # needs Django

        states = file_checking.check_offices(
            older_than=timedelta(hours=arguments.hours),
            is_read=arguments.read,
            is_removing=arguments.remove,
            now=now(),
        )
    if any(state.is_alarming for state in states):
        return ALARMING
    is_left = any(state.nobodys for state in states) and not arguments.remove
    return LEFT_OVER if is_left else SOUND


def run_move(arguments: argparse.Namespace) -> int:
    """Copy every file and verify it; safe to break off and to run again."""
    env = environment()
    if env.s3 is None:
        raise MachineError("files.no_bucket")
    folder = LocalFileStore(env.files_dir)
    bucket = open_bucket(env, env.s3)
    sides: tuple[FileStore, FileStore] = (
        (folder, bucket) if arguments.to == TO_S3 else (bucket, folder)
    )
    with only_one(env, "web"):
        moved = file_moving.move_files(*sides, is_removing=arguments.remove, tell=_tell)
    words = _("共 {all} 个文件：新搬 {copied} 个，已在那里 {there} 个，损坏未搬 {broken} 个。")
    print(words.format(all=moved.all, copied=moved.copied, there=moved.there, broken=moved.broken))
    return ALARMING if moved.broken else SOUND


def _tell(words: str) -> None:
    print(words, flush=True)
