"""``xiezhi office``: open a procuratorate; write its card for the outer zone; join by a card."""

import argparse
from pathlib import Path
from typing import Final

from xiezhi.cli.installation import open_database, set_up_django
from xiezhi.cli.messages import _
from xiezhi.cli.parsing import Subparsers
from xiezhi.config.environment import DatabaseRole, Zone, environment
from xiezhi.infra.errors import MachineError
from xiezhi.kernel.clock import now

MAX_FINGERPRINT: Final = 200


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("office", help=_("检察院：开设一个院；内外网两端配对"))
    acts = parser.add_subparsers(required=True, metavar=_("动作"))
    _add_open(acts)
    card = acts.add_parser("card", help=_("内网端：写出院卡，供外网端加入；卡内没有秘密"))
    card.add_argument("slug", help=_("检察院的英文短名"))
    card.add_argument("file", type=Path, help=_("院卡写到哪个文件"))
    card.set_defaults(run=write_card)
    join = acts.add_parser("join", help=_("外网端：凭院卡加入，打印一次值守人员的初始密码"))
    join.add_argument("file", type=Path, help=_("内网端写出的院卡"))
    join.add_argument("--host", action="append", default=[], help=_("对应的域名，可多次给出"))
    join.add_argument("--fingerprint", help=_("内网端打印的指纹，核对用；不给出时在终端询问"))
    join.set_defaults(run=join_office)


def _add_open(acts: Subparsers) -> None:
    opening = acts.add_parser("open", help=_("开设检察院，打印一次管理员的初始密码"))
    opening.add_argument("slug", help=_("英文短名，如 dalad；登录名和密钥文件用它"))
    opening.add_argument("name", help=_("全称，如 达拉特旗人民检察院"))
    opening.add_argument("--short-name", help=_("简称，默认同全称"))
    opening.add_argument("--number", type=int, default=1, help=_("查询码开头的两位数，1 到 99"))
    opening.add_argument("--superior", default="", help=_("上一级检察院全称"))
    opening.add_argument("--telephone", default="", help=_("对外电话"))
    opening.add_argument("--host", action="append", default=[], help=_("对应的域名，可多次给出"))
    opening.add_argument("--department", default="公益诉讼检察部门", help=_("第一个部门的名称"))
    opening.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Open the office and print what the first three people need to sign in.

    Raises:
        MachineError: ``office.outer_opens_none``: the vault's key is made where it stays.
    """
    if environment().zone is Zone.OUTER:
        raise MachineError("office.outer_opens_none")
    with open_database(environment()) as urls:
        set_up_django(urls, DatabaseRole.OWNER)
        from xiezhi.cli import pairing, preparation  # noqa: PLC0415  # need Django

        preparation.prepare_tables(urls)
        preparation.act_as_app(urls)
        lines = pairing.open_office(arguments, now=now())
    print("\n".join(lines))
    return 0


def write_card(arguments: argparse.Namespace) -> int:
    """Write the card of an office and print the fingerprint to be read out.

    Raises:
        MachineError: ``office.card_inside``, ``office.unknown``, ``office.card_there``.
    """
    if environment().zone is Zone.OUTER:
        raise MachineError("office.card_inside")
    if arguments.file.exists():
        raise MachineError("office.card_there", path=str(arguments.file))
    with open_database(environment()) as urls:
        set_up_django(urls, DatabaseRole.APP)
        from xiezhi.cli import pairing  # noqa: PLC0415  # needs Django

        text, lines = pairing.card_of(arguments.slug)
    arguments.file.write_text(text, encoding="utf-8")
    print("\n".join(lines).format(path=arguments.file))
    return 0


def join_office(arguments: argparse.Namespace) -> int:
    """Become the outer zone of the office a card names.

    Raises:
        MachineError: ``office.join_outside``, ``file.missing``, ``office.joined``,
            ``office.fingerprint_differs``, ``office.fingerprint_not_compared``.
        InvalidInputError: ``accounts.card_unreadable``.
    """
    if environment().zone is not Zone.OUTER:
        raise MachineError("office.join_outside")
    if not arguments.file.is_file():
        raise MachineError("file.missing", path=str(arguments.file))
    env = environment()
    with open_database(env) as urls:
        set_up_django(urls, DatabaseRole.OWNER)
        from xiezhi.cli import pairing, preparation  # noqa: PLC0415  # need Django

        card = pairing.read_file(arguments.file)
        pairing.compare(card, arguments.fingerprint)
        preparation.prepare_tables(urls)
        preparation.act_as_app(urls)
        lines = pairing.join(card, hosts=tuple(arguments.host), now=now())
        answer = pairing.write_answer(card.slug, arguments.file, env.var_dir)
        lines += pairing.what_next(card, answer)
    print("\n".join(lines))
    return 0
