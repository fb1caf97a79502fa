"""``xiezhi doctor``: one line for each thing, what is wrong and how to mend it."""

import argparse

from xiezhi.cli.checks import Verdict, examine
from xiezhi.cli.messages import _
from xiezhi.cli.parsing import Subparsers
from xiezhi.config.environment import environment


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("doctor", help=_("检查安装：哪里不对、怎样处理"))
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Print every finding; the exit code says whether something must be mended."""
    is_ill = False
    for finding in examine(environment()):
        print(f"{finding.verdict.value} {finding.text}", flush=True)
        is_ill = is_ill or finding.verdict is Verdict.FAULT
    return int(is_ill)
