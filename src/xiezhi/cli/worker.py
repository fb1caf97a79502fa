"""``xiezhi worker``: the jobs' process; started by ``up``, not by people."""

import argparse
import os
from typing import Final

import django
from django.core.management import call_command

from xiezhi.cli.parsing import Subparsers

AT_ONCE: Final = 3
"""A film that is copied and a file that is scanned take minutes; a third job goes on meanwhile."""


def add_parser(subparsers: Subparsers) -> None:
    """Add the command, without a line in the help."""
    parser = subparsers.add_parser("worker")
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Work on jobs until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiezhi.config.settings")
    django.setup()
    call_command("procrastinate", "worker", "--delete-jobs=successful", f"--concurrency={AT_ONCE}")
    return 0
