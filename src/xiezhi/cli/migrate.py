"""``xiezhi migrate``: bring the tables up to the code."""

import argparse

from xiezhi.cli.installation import open_database, set_up_django
from xiezhi.cli.messages import _
from xiezhi.cli.parsing import Subparsers
from xiezhi.config.environment import DatabaseRole, environment


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("migrate", help=_("把数据库表升级到本版本"))
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Migrate as the owner role."""
    with open_database(environment()) as urls:
        set_up_django(urls, DatabaseRole.OWNER)
        from xiezhi.cli.schema import check_server, migrate_if_needed  # noqa: PLC0415

        check_server(urls)
        steps = migrate_if_needed()
    print(_("数据库已是最新，执行了 {count} 项迁移。").format(count=steps))
    return 0
