"""``xiezhi office open``: open a procuratorate with its first department and administrators."""

import argparse
import secrets

from xiezhi.cli.installation import open_database, set_up_django
from xiezhi.cli.messages import _
from xiezhi.cli.parsing import Subparsers
from xiezhi.config.environment import DatabaseRole, environment
from xiezhi.kernel.clock import now


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("office", help=_("检察院：开设一个院及其三名管理员"))
    acts = parser.add_subparsers(required=True, metavar=_("动作"))
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
    """Open the office and print what the first three people need to sign in."""
    with open_database(environment()) as urls:
        set_up_django(urls, DatabaseRole.OWNER)
        from xiezhi.cli import preparation  # noqa: PLC0415  # needs Django

        preparation.prepare_tables(urls)
        preparation.act_as_app(urls)
        lines = _open(arguments)
    print("\n".join(lines))
    return 0


def _open(arguments: argparse.Namespace) -> list[str]:
    from xiezhi.accounts.rules.roles import ADMINISTRATORS, ROLE_LABELS  # noqa: PLC0415
    from xiezhi.accounts.selectors.offices import list_offices  # noqa: PLC0415
    from xiezhi.accounts.services.offices import open_office  # noqa: PLC0415
    from xiezhi.accounts.services.people import add_department, add_staff_member  # noqa: PLC0415
    from xiezhi.infra.tenant import tenant_scope  # noqa: PLC0415
    from xiezhi.kernel.actor import system_actor  # noqa: PLC0415
    from xiezhi.vault.services.keys import office_public_key  # noqa: PLC0415

    office = open_office(
        slug=arguments.slug,
        name=arguments.name,
        short_name=arguments.short_name or arguments.name[:20],
        public_number=arguments.number,
        superior_name=arguments.superior,
        telephone=arguments.telephone,
        identity_public_key=office_public_key(arguments.slug),
        hosts=tuple(arguments.host),
        is_default=not list_offices(),
        now=now(),
    )
    acting = system_actor(office.id)
    lines = [_("已开设 {name}。初始密码只显示这一次：").format(name=office.name)]
    with tenant_scope(office.id):
        department = add_department(
            acting=acting, name=arguments.department, is_public_interest=True, now=now()
        )
        for role in sorted(ADMINISTRATORS):
            password = secrets.token_urlsafe(12)
            add_staff_member(
                acting=acting,
                label=ROLE_LABELS[role],
                department_id=department.id,
                login=role.replace("_", "-"),
                password=password,
                roles=[role],
                now=now(),
            )
            lines.append(f"  {ROLE_LABELS[role]}  {role.replace('_', '-')}  {password}")
    lines.append(_("登录：/desk/sign-in/。首次登录须绑定动态码；其他人员由管理员添加。"))
    return lines
