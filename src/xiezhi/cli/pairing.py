"""Opening an office, and pairing its two zones; Django must be set up."""

import argparse
import secrets
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.office_card import (
    MAX_CARD_BYTES,
    OfficeCard,
    read_office_card,
    write_office_card,
)
from xiezhi.accounts.rules.roles import ADMINISTRATORS, ROLE_LABELS, Role
from xiezhi.accounts.selectors.crossing import crossed_towns
from xiezhi.accounts.selectors.offices import list_offices
from xiezhi.accounts.services import offices
from xiezhi.accounts.services.crossing import take_towns
from xiezhi.accounts.services.people import add_department, add_staff_member
from xiezhi.cli.messages import _
from xiezhi.config.environment import Zone
from xiezhi.exchange.rules.items import PeerKind
from xiezhi.exchange.rules.signing import read_card, spoken, write_card
from xiezhi.exchange.selectors.peers import find_other_zone
from xiezhi.exchange.services.keys import own_card
from xiezhi.exchange.services.peers import trust_peer
from xiezhi.infra.errors import MachineError
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.vault.services.keys import office_public_key

OUTER_DEPARTMENT: Final = "互联网端值守"
OUTER_POSTS: Final = {Role.LIAISON: "联络员01", Role.CASE_MANAGEMENT: "案管01"}
"""Who carries packages outside: one draws them up, another looks through them."""


def open_office(arguments: argparse.Namespace, *, now: datetime) -> list[str]:
    """Open an office with its first department and administrators; return what to print."""
    office = offices.open_office(
        slug=arguments.slug,
        name=arguments.name,
        short_name=arguments.short_name or arguments.name[:20],
        public_number=arguments.number,
        superior_name=arguments.superior,
        telephone=arguments.telephone,
        identity_public_key=office_public_key(arguments.slug),
        hosts=tuple(arguments.host),
        is_default=not list_offices(),
        now=now,
    )
    lines = [_("已开设 {name}。初始密码只显示这一次：").format(name=office.name)]
    with tenant_scope(office.id):
        acting = system_actor(office.id)
        department = add_department(
            acting=acting, name=arguments.department, is_public_interest=True, now=now
        )
        posts = {role: ROLE_LABELS[role] for role in sorted(ADMINISTRATORS)}
        lines += _first_people(acting, department.id, posts, now=now)
    lines.append(_("登录：/desk/sign-in/。首次登录须绑定动态码；其他人员由管理员添加。"))
    return lines


def card_of(slug: str) -> tuple[str, list[str]]:
    """Return an office's card, and what to print beside it.

    Raises:
        MachineError: ``office.unknown``.
    """
    office = _office(slug)
    ours = own_card(office)
    with tenant_scope(office.id):
        towns = crossed_towns()
    card = OfficeCard(
        id=office.id,
        slug=office.slug,
        name=office.name,
        short_name=office.short_name,
        superior_name=office.superior_name,
        public_number=office.public_number,
        telephone=office.telephone,
        identity_public_key=bytes(office.identity_public_key),
        towns=towns,
        peer=write_card(ours),
    )
    lines = [
        _("院卡已写到 {path}。请带到外网端执行：xiezhi office join 院卡文件"),
        _("外网端会请您核对内网端的指纹：") + spoken(ours.fingerprint),
    ]
    return write_office_card(card), lines


def read_file(path: Path) -> OfficeCard:
    """Return the card in a file.

    Raises:
        InvalidInputError: ``accounts.card_unreadable``.
    """
    if path.stat().st_size > MAX_CARD_BYTES:
        raise InvalidInputError("accounts.card_unreadable")
    return read_office_card(path.read_text(encoding="utf-8", errors="replace"))


def compare(card: OfficeCard, given: str | None) -> None:
    """Have the fingerprint compared, before anything is made.

    Raises:
        MachineError: ``office.fingerprint_differs``, ``office.fingerprint_not_compared``.
    """
    shown = spoken(read_card(card.peer).fingerprint)
    if given is None:
        if not sys.stdin.isatty():
            raise MachineError("office.fingerprint_not_compared", shown=shown)
        print(_("院卡：{name}。内网端的指纹：{shown}").format(name=card.name, shown=shown))
        given = shown if input(_("与内网端打印的一致吗？[y/N] ")).strip().lower() == "y" else ""
    if "".join(given.split()).upper() != shown.replace(" ", ""):
        raise MachineError("office.fingerprint_differs", shown=shown)


def join(card: OfficeCard, *, hosts: Sequence[str], now: datetime) -> list[str]:
    """Become the outer zone of the card's office; return what to print.

    Raises:
        MachineError: ``office.joined``.
    """
    present = list_offices()
    if any(one.id == card.id or one.slug == card.slug for one in present):
        raise MachineError("office.joined", name=card.name)
    office = offices.open_office(
        office_id=card.id,
        slug=card.slug,
        name=card.name,
        short_name=card.short_name,
        superior_name=card.superior_name,
        public_number=card.public_number,
        telephone=card.telephone,
        identity_public_key=card.identity_public_key,
        hosts=tuple(hosts),
        is_default=not present,
        now=now,
    )
    lines = [_("已加入 {name}。初始密码只显示这一次：").format(name=office.name)]
    with tenant_scope(office.id):
        acting = system_actor(office.id)
        take_towns(towns=card.towns, acting=acting, now=now)
        trust_peer(
            card=read_card(card.peer),
            kind=PeerKind.INNER,
            name=_("本院内网端"),
            office=office,
            acting=acting,
            now=now,
        )
        department = add_department(acting=acting, name=OUTER_DEPARTMENT, now=now)
        posts = OUTER_POSTS | {role: ROLE_LABELS[role] for role in sorted(ADMINISTRATORS)}
        lines += _first_people(acting, department.id, posts, now=now)
    lines.append(_("登录：/desk/sign-in/。首次登录须绑定动态码。"))
    return lines


def pairs(zone: Zone) -> list[tuple[str, bool]]:
    """Return each office's name, and whether it trusts its other zone."""
    other = PeerKind.INNER if zone is Zone.OUTER else PeerKind.OUTER
    found = []
    for office in list_offices():
        with tenant_scope(office.id):
            found.append((office.name, find_other_zone(other) is not None))
    return found


def write_answer(slug: str, card: Path, var_dir: Path) -> Path:
    """Write what the inner zone has to trust, to be carried back: beside the card where that goes."""
    text = write_card(own_card(_office(slug))) + "\n"
    answer = card.with_name(f"{card.stem}.outer{card.suffix}")
    try:
        answer.write_text(text, encoding="utf-8")
    except OSError:  # a medium that cannot be written to; the office is joined already
        answer = var_dir / answer.name
        answer.write_text(text, encoding="utf-8")
    return answer


def what_next(card: OfficeCard, answer: Path) -> list[str]:
    """Return what is left to do inside."""
    shown = spoken(own_card(_office(card.slug)).fingerprint)
    return [
        _("本端的对接码已写到 {path}。").format(path=answer),
        _("请带到内网端登记，并核对指纹 {shown}：").format(shown=shown),
        f"  xiezhi exchange trust {answer.name} --kind outer",
        _("然后在内网端导出第一个摆渡包：单位、联络员、网格员名册从那里来。"),
    ]


def _first_people(
    acting: Actor, department_id: UUID, posts: Mapping[Role, str], *, now: datetime
) -> list[str]:
    lines = []
    for role, label in posts.items():
        login, password = role.replace("_", "-"), secrets.token_urlsafe(12)
        add_staff_member(
            acting=acting,
            label=label,
            department_id=department_id,
            login=login,
            password=password,
            roles=[role],
            now=now,
        )
        lines.append(f"  {label}  {login}  {password}")
    return lines


def _office(slug: str) -> Procuratorate:
    present = {one.slug: one for one in list_offices()}
    if slug not in present:
        raise MachineError("office.unknown", slug=slug, known="、".join(present) or "—")
    return present[slug]
