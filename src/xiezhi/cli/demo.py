"""``xiezhi demo``: load the Dalad Banner demo."""

import argparse
import os

from xiezhi.cli.installation import open_database, set_up_django
from xiezhi.cli.messages import _
from xiezhi.cli.parsing import Subparsers
from xiezhi.config.environment import DatabaseRole, environment
from xiezhi.kernel.clock import now


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("demo", help=_("装入达拉特旗演示数据，重复执行不会重复装入"))
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Bring the tables up to date and load the demo; whoever asks for it wants a demo."""
    os.environ["XIEZHI_DEMO"] = "1"
    environment.cache_clear()
    with open_database(environment()) as urls:
        set_up_django(urls, DatabaseRole.OWNER)
        from xiezhi.cli import preparation  # noqa: PLC0415  # needs Django

        preparation.prepare_tables(urls)
        preparation.load_demo(urls, now=now())
    print(_("演示数据已装入。"))
    return 0
