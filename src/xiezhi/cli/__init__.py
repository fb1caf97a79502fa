"""The command ``xiezhi``: starts, mends, saves and checks an installation."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from xiezhi.cli.faults import sentence
from xiezhi.cli.messages import _
from xiezhi.infra.errors import MachineError
from xiezhi.kernel.errors import DomainError

COMMANDS: Final = (
    "up",
    "db",
    "doctor",
    "migrate",
    "demo",
    "office",
    "verify",
    "law",
    "imports",
    "exchange",
    "bundle",
    "backup",
    "restore",
    "files",
    "vault",
    "worker",
)
"""Modules of this package; each has ``add_parser(subparsers)`` whose parser names its ``run``."""


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; faults become one sentence on stderr."""
    os.umask(0o077)
    given = sys.argv[1:] if words is None else words
    arguments = _parser(given).parse_args(given)
    try:
        code: int = arguments.run(arguments)
    except (MachineError, DomainError) as fault:
        sys.stdout.flush()
        print(f"xiezhi: {sentence(fault)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our lines has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser; of a named command that one alone is imported, with what it needs."""
    parser = argparse.ArgumentParser(prog="xiezhi", description=_("协治：检察社会支持系统"))
    subparsers = parser.add_subparsers(required=True, metavar=_("命令"))
    for name in [one for one in COMMANDS if [one] == list(words[:1])] or COMMANDS:
        import_module(f"xiezhi.cli.{name}").add_parser(subparsers)
    return parser
