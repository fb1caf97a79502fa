"""``xiezhi bundle``: the evidence of a case, or the pictures of a lead, as a 证据核验包."""

import argparse
import getpass
import sys
from pathlib import Path

from xiezhi.cli.installation import open_database, set_up_django
from xiezhi.cli.messages import _
from xiezhi.cli.parsing import Subparsers
from xiezhi.config.environment import DatabaseRole, environment
from xiezhi.evidence.rules.custody import PURPOSES, CustodyEvent, CustodyPurpose
from xiezhi.infra.errors import MachineError
from xiezhi.kernel.clock import now


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("bundle", help=_("导出案件或者线索的证据核验包"))
    parser.add_argument("matter", choices=("case", "lead"), help=_("案件或者线索"))
    parser.add_argument("number", help=_("编号，例如 2026-3"))
    parser.add_argument("file", type=Path, help=_("写到哪个文件"))
    parser.add_argument("--office", help=_("检察院代号，默认为本机默认的检察院"))
    parser.add_argument("--exporter", required=True, help=_("导出人的登录名，须有导出的权限"))
    allowed = PURPOSES[CustodyEvent.EXPORTED]
    purposes = [one.value for one in CustodyPurpose if one in allowed]
    parser.add_argument("--purpose", required=True, choices=purposes, help=_("用途，写入保管链"))
    parser.add_argument(
        "--particulars", action="store_true", help=_("附上原件随包的照片、视频的拍摄信息")
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write one bundle; the person gives their password, so that the chain names them."""
    if arguments.file.exists():
        raise MachineError("file.exists", path=str(arguments.file))
    with open_database(environment()) as urls:
        set_up_django(urls, DatabaseRole.APP)
        from xiezhi.cli import bundle_desk  # noqa: PLC0415  # needs Django

        return bundle_desk.carry_out(arguments, _ask_secret, now=now())


def _ask_secret(question: str) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(question)
    return sys.stdin.readline().rstrip("\n")
