"""``xiezhi import intake FILE``: take in a list kept by hand."""

import argparse
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from xiezhi.cli.installation import open_database, set_up_django
from xiezhi.cli.messages import _
from xiezhi.cli.parsing import Subparsers
from xiezhi.config.environment import DatabaseRole, environment
from xiezhi.infra.errors import MachineError
from xiezhi.kernel.clock import now

SERVICES: Final = "xiezhi.intake.services.imports"


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("import", help=_("导入手工台账"))
    parts = parser.add_subparsers(required=True)
    intake = parts.add_parser("intake", help=_("把 CSV 或 XLSX 名单导入信息池，同一文件只导入一次"))
    intake.add_argument("file", type=Path, help=_("CSV 或 XLSX 文件"))
    intake.add_argument("--office", help=_("检察院代号，默认为本机默认的检察院"))
    intake.add_argument("--preview", action="store_true", help=_("只预览，不导入"))
    intake.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Import one file, all of it or nothing."""
    if not arguments.file.is_file():
        raise MachineError("file.missing", path=str(arguments.file))
    with open_database(environment()) as urls:
        set_up_django(urls, DatabaseRole.APP)
        if find_spec(SERVICES) is None:
            raise MachineError("command.absent")
        outcome = import_module(SERVICES).import_file(
            arguments.file, office=arguments.office, is_preview=arguments.preview, now=now()
        )
        for line in outcome.lines():
            print(line)
    return 0 if outcome.is_good else 1
