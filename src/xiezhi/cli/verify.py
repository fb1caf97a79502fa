"""``xiezhi verify``: the ledgers of this installation, or a bundle that came from anywhere.

Verifying a bundle needs neither Django nor a database, so each part is imported when it runs.
"""

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from xiezhi.cli.messages import _
from xiezhi.cli.parsing import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("verify", help=_("核验"))
    parts = parser.add_subparsers(required=True)
    ledger = parts.add_parser(
        "ledger",
        help=_("重新计算全部留痕账本，指出第一条有问题的记录"),
        epilog=_("退出码：0 完好，1 被改动，2 不完整或未能核验，3 检查点的密钥不可信"),
    )
    ledger.add_argument("--office", help=_("检察院代号，默认全部"))
    ledger.add_argument("--key", help=_("所信任的公钥（值班簿上的一行），默认用本机的"))
    ledger.add_argument("--json", action="store_true", help=_("输出 JSON"))
    ledger.set_defaults(run=_part("verify_ledger"))
    bundle = parts.add_parser(
        "bundle",
        help=_("核验一个证据核验包：不用网络，不用数据库"),
        epilog=_("退出码：0 完好，1 被改动，2 不完整，3 公钥不可信"),
    )
    bundle.add_argument("file", type=Path, help=_("核验包（ZIP 文件）"))
    bundle.add_argument(
        "--key", action="append", default=[], help=_("所信任的公钥（值班簿上的一行），可重复")
    )
    bundle.add_argument("--keys", type=Path, help=_("所信任的公钥的文件，一行一个"))
    bundle.add_argument("--json", action="store_true", help=_("输出 JSON"))
    bundle.set_defaults(run=_part("verify_bundle"))


def _part(name: str) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        code: int = import_module(f"xiezhi.cli.{name}").run(arguments)
        return code

    return run
