"""``xiezhi db init``: make roles and database on a PostgreSQL server."""

import argparse

from psycopg import OperationalError
from psycopg.conninfo import conninfo_to_dict

from xiezhi.cli.installation import DATABASE_NAME
from xiezhi.cli.messages import _
from xiezhi.cli.parsing import Subparsers
from xiezhi.config.environment import environment
from xiezhi.infra.errors import MachineError
from xiezhi.infra.roles import create_roles_and_database, derive_passwords


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("db", help=_("准备数据库服务器"))
    parts = parser.add_subparsers(required=True)
    init = parts.add_parser("init", help=_("在 PostgreSQL 15+ 服务器上建立四个角色和数据库"))
    init.add_argument(
        "--admin-url",
        required=True,
        help=_("服务器管理员（超级用户）的地址，如 postgresql://postgres:口令@主机/postgres"),
    )
    init.add_argument("--name", default=DATABASE_NAME, help=_("数据库名"))
    init.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make roles and database; print the setting that uses them.

    The owner's password is the one in ``DATABASE_URL`` when set, else made from the secret key.
    """
    env = environment()
    passwords = derive_passwords(env.secret_key)
    if env.database_url:
        given = conninfo_to_dict(env.database_url).get("password")
        passwords["owner"] = str(given or passwords["owner"])
    try:
        urls = create_roles_and_database(
            arguments.admin_url, name=arguments.name, passwords=passwords
        )
    except OperationalError as error:
        raise MachineError("database.unreachable", reason=str(error).strip()) from error
    print(_("数据库和四个角色已备好。请设置："))
    print(f"DATABASE_URL='{urls.owner}'")
    return 0
