"""``xiezhi exchange``: packages 摆渡包 from the command line: key, trust, export, import, list.

Exit codes: 0 done; 1 refused or not possible; 3 import begun, parts still missing.
"""

import argparse
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from xiezhi.cli.installation import open_database, set_up_django
from xiezhi.cli.messages import _
from xiezhi.cli.parsing import Subparsers
from xiezhi.config.environment import DatabaseRole, environment
from xiezhi.kernel.clock import now

if TYPE_CHECKING:
    from xiezhi.cli.exchange_terminal import Terminal


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("exchange", help=_("两网之间、检察院之间的摆渡包"))
    parser.add_argument("--office", help=_("检察院代号，默认为本机默认的检察院"))
    parts = parser.add_subparsers(required=True)
    key = parts.add_parser("key", help=_("打印本机的对接码和指纹，交给对方"))
    key.set_defaults(run=run, act="key")
    _add_trust(parts)
    _add_export(parts)
    _add_import(parts)
    listing = parts.add_parser("list", help=_("列出摆渡包、缺号和等待的内容"))
    listing.set_defaults(run=run, act="list")


def _add_trust(parts: Subparsers) -> None:
    trust = parts.add_parser("trust", help=_("核对指纹后信任对方的对接码"))
    trust.add_argument("card", help=_("对方的对接码，或装有对接码的文件"))
    kinds = ("outer", "inner", "procuratorate", "superior", "subordinate")
    trust.add_argument("--kind", required=True, choices=kinds, help=_("对方与本院的关系"))
    trust.add_argument("--name", default="", help=_("名称，不填则用对接码里的"))
    trust.add_argument("--fingerprint", help=_("对方念出的指纹；不给则当场询问"))
    trust.set_defaults(run=run, act="trust")


def _add_export(parts: Subparsers) -> None:
    export = parts.add_parser("export", help=_("打包、由第二人逐项审核、封包，写进文件夹"))
    export.add_argument("folder", type=Path, help=_("写到哪个文件夹，例如光盘或U盘"))
    export.add_argument("--to", help=_("发给哪个对接方（名称）；只有一个时可省略"))
    export.add_argument("--exporter", required=True, help=_("打包人的登录名"))
    export.add_argument("--reviewer", help=_("审核人的登录名，须是另一人"))
    export.add_argument("--medium", help=_("介质编号"))
    export.add_argument("--again", metavar=_("包号"), type=int, help=_("重写已封的包，不另打新包"))
    export.set_defaults(run=run, act="export")


def _add_import(parts: Subparsers) -> None:
    taken = parts.add_parser("import", help=_("收下分卷，收齐后核对清单并导入"))
    taken.add_argument("paths", type=Path, nargs="+", help=_("分卷文件，或装有分卷的文件夹"))
    taken.add_argument("--importer", required=True, help=_("导入人的登录名"))
    taken.add_argument("--yes", action="store_true", help=_("清单无误即导入，不再询问"))
    taken.set_defaults(run=run, act="import")


def run(arguments: argparse.Namespace) -> int:
    """Carry out one of the acts."""
    with open_database(environment()) as urls:
        set_up_django(urls, DatabaseRole.APP)
        from xiezhi.cli import exchange_desk  # noqa: PLC0415  # needs Django

        return exchange_desk.carry_out(arguments, _terminal(), now=now())


def _terminal() -> "Terminal":
    from xiezhi.cli.exchange_terminal import Terminal  # noqa: PLC0415  # needs Django

    return Terminal(say=print, ask=_ask, ask_secret=_ask_secret)


def _ask(question: str) -> str:
    try:
        return input(question)
    except EOFError:
        return ""


def _ask_secret(question: str) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(question)
    return sys.stdin.readline().rstrip("\n")
