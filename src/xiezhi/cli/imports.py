"""``xiezhi import intake FILE``: take in a list kept by hand."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from xiezhi.cli.installation import open_database, set_up_django
from xiezhi.cli.messages import _
from xiezhi.cli.parsing import Subparsers
from xiezhi.config.environment import DatabaseRole, environment
from xiezhi.infra.errors import MachineError
from xiezhi.kernel.clock import now
from xiezhi.law.sources import IntakeChannel, source_register

if TYPE_CHECKING:
    from xiezhi.cli.import_report import Request


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("import", help=_("导入手工台账"))
    parts = parser.add_subparsers(required=True)
    intake = parts.add_parser("intake", help=_("把 CSV 或 XLSX 名单导入信息池，同一文件只导入一次"))
    intake.add_argument("file", type=Path, help=_("CSV 或 XLSX 文件"))
    intake.add_argument("--office", help=_("检察院代号，默认为本机默认的检察院"))
    intake.add_argument(
        "--channel",
        default=IntakeChannel.HOTLINE_12345.value,
        help=_("来源方式，写代号或名称，默认 12345"),
    )
    intake.add_argument(
        "--map",
        action="append",
        default=[],
        metavar=_("列=字段"),
        help=_("指定某列对应的字段，可重复，例如 --map 留言详情=内容；不指定时按表头识别"),
    )
    intake.add_argument("--dry-run", "--preview", action="store_true", help=_("只预览，不导入"))
    intake.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Import one file, all of it or nothing."""
    if not arguments.file.is_file():
        raise MachineError("file.missing", path=str(arguments.file))
    channel = _channel(arguments.channel)
    with open_database(environment()) as urls:
        set_up_django(urls, DatabaseRole.APP)
        from xiezhi.cli import import_report  # noqa: PLC0415  # needs Django

        request: Request = import_report.Request(
            file=arguments.file,
            office=arguments.office,
            channel=channel,
            columns=tuple(arguments.map),
            is_dry_run=arguments.dry_run,
        )
        lines, is_good = import_report.carry_out(request, now=now())
    for line in lines:
        print(line)
    return 0 if is_good else 1


def _channel(word: str) -> IntakeChannel:
    for entry in source_register().channels.values():
        if word in {entry.channel.value, entry.label}:
            return entry.channel
    known = "、".join(entry.label for entry in source_register().channels.values())
    raise MachineError("import.channel_unknown", word=word, known=known)
