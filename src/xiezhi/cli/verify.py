"""``xiezhi verify ledger``: recompute every ledger and name the first bad entry."""

import argparse
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from xiezhi.cli.installation import open_database, set_up_django
from xiezhi.cli.messages import _
from xiezhi.cli.parsing import Subparsers
from xiezhi.config.environment import DatabaseRole, environment
from xiezhi.infra.errors import MachineError

VERIFICATION: Final = "xiezhi.ledger.services.verification"


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("verify", help=_("核验"))
    parts = parser.add_subparsers(required=True)
    ledger = parts.add_parser("ledger", help=_("重新计算全部留痕账本，指出第一条有问题的记录"))
    ledger.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Verify the ledger of each procuratorate; the exit code says whether one is bad."""
    with open_database(environment()) as urls:
        set_up_django(urls, DatabaseRole.APP)
        if find_spec(VERIFICATION) is None:
            raise MachineError("command.absent")
        verdicts = import_module(VERIFICATION).verify_all()
        is_bad = False
        for verdict in verdicts:
            print(verdict.line(), flush=True)
            is_bad = is_bad or not verdict.is_good
    return int(is_bad)
