"""What ``xiezhi exchange`` does; Django must be set up."""

import argparse
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from xiezhi.accounts.models import Procuratorate
from xiezhi.cli.chosen_office import chosen_office
from xiezhi.cli.exchange_terminal import Terminal, item_lines, signed_in
from xiezhi.cli.messages import _
from xiezhi.exchange.models import ExchangePackage, ExchangePeer
from xiezhi.exchange.rules.items import PEER_LABELS, PeerKind
from xiezhi.exchange.rules.parts import MAGIC
from xiezhi.exchange.rules.procedure import STATE_LABELS, PackageDirection, PackageState
from xiezhi.exchange.rules.signing import read_card, spoken, write_card
from xiezhi.exchange.selectors.packages import (
    count_waiting,
    find_sealed,
    list_gaps,
    list_items,
    list_packages,
    list_parts,
)
from xiezhi.exchange.selectors.peers import list_peers
from xiezhi.exchange.services.carrying import hand_out_part
from xiezhi.exchange.services.drafting import draft_package, submit_package, withdraw_package
from xiezhi.exchange.services.importing import import_package
from xiezhi.exchange.services.keys import own_card
from xiezhi.exchange.services.peers import trust_peer
from xiezhi.exchange.services.reviewing import mark_items, seal_package
from xiezhi.exchange.services.staging import Staged, stage_part
from xiezhi.infra.errors import MachineError
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.web.exchange.acts import report_words
from xiezhi.web.exchange.problems import register_texts
from xiezhi.web.problem_texts import text_of

ACTOR: Final = "命令行"
INCOMPLETE: Final = 3
SHOWN: Final = 50


def carry_out(arguments: argparse.Namespace, terminal: Terminal, *, now: datetime) -> int:
    """Carry out one act and return the exit code; refusals are said in the words of the desk."""
    register_texts()
    office = chosen_office(arguments.office)
    acts = {
        "key": _key,
        "trust": _trust,
        "export": _export,
        "import": _import,
        "list": _list,
    }
    try:
        return acts[arguments.act](arguments, terminal, office, now)
    except DomainError as error:
        problem = text_of(error)
        terminal.say(problem.words)
        if isinstance(error.__cause__, DomainError):
            terminal.say(text_of(error.__cause__).text)
        return 1


def _key(
    _arguments: argparse.Namespace, terminal: Terminal, office: Procuratorate, _now: datetime
) -> int:
    card = own_card(office)
    terminal.say(write_card(card))
    terminal.say(_("指纹 {mark}").format(mark=spoken(card.fingerprint)))
    return 0


def _trust(
    arguments: argparse.Namespace, terminal: Terminal, office: Procuratorate, now: datetime
) -> int:
    path = Path(arguments.card)
    is_file = len(arguments.card) < os.pathconf("/", "PC_NAME_MAX") and path.is_file()
    card = read_card(path.read_text(encoding="utf-8") if is_file else arguments.card)
    mark = spoken(card.fingerprint)
    terminal.say(_("对接码属于“{name}”，指纹 {mark}").format(name=card.name, mark=mark))
    given = arguments.fingerprint or terminal.ask(_("请输入对方念出的指纹："))
    if "".join(given.split()).upper() != "".join(mark.split()):
        raise MachineError("exchange.fingerprint_differs", shown=mark)
    with tenant_scope(office.id):
        peer = trust_peer(
            card=card,
            kind=PeerKind(arguments.kind),
            name=arguments.name,
            office=office,
            acting=system_actor(office.id, ACTOR),
            now=now,
        )
    terminal.say(_("已信任 {name}。").format(name=peer.name))
    return 0


def _export(
    arguments: argparse.Namespace, terminal: Terminal, office: Procuratorate, now: datetime
) -> int:
    if not arguments.folder.is_dir():
        raise MachineError("file.missing", path=str(arguments.folder))
    exporter = signed_in(terminal, office, arguments.exporter, _("打包人"))
    with tenant_scope(office.id):
        peer = _peer(arguments.to)
    if arguments.again is not None:
        with tenant_scope(office.id):
            package = find_sealed(peer, arguments.again)
        if package is None:
            raise MachineError("exchange.no_such_number", number=arguments.again, name=peer.name)
    else:
        between = peer, exporter
        package = _new_package(arguments, terminal, office, between, now=now)
        if package is None:
            return 1
    for path in _write_parts(arguments.folder, office, package, exporter, now=now):
        terminal.say(_("已写 {path}").format(path=path))
    return 0


def _new_package(
    arguments: argparse.Namespace,
    terminal: Terminal,
    office: Procuratorate,
    between: tuple[ExchangePeer, Actor],
    *,
    now: datetime,
) -> ExchangePackage | None:
    """Draw up, have the second person look at each item, seal; None when they refused."""
    peer, exporter = between
    if not arguments.reviewer or not arguments.medium:
        raise MachineError("exchange.reviewer_missing")
    reviewer = signed_in(terminal, office, arguments.reviewer, _("审核人"))
    with tenant_scope(office.id):
        package = draft_package(peer_id=peer.id, acting=exporter, now=now)
    people = exporter, reviewer
    if reviewer.id == exporter.id or not _review(terminal, office, package, people, now=now):
        with tenant_scope(office.id):
            withdraw_package(
                package_id=package.id, reason=_("审核未完成"), acting=exporter, now=now
            )
        terminal.say(_("没有封包；内容下次打包时重新列出。审核人须是另一人。"))
        return None
    with tenant_scope(office.id):
        sealed = seal_package(
            package_id=package.id,
            medium_number=arguments.medium,
            office=office,
            acting=reviewer,
            now=now,
        )
    terminal.say(_("已封包签名，第 {number} 号。").format(number=sealed.sequence))
    return sealed


def _review(
    terminal: Terminal,
    office: Procuratorate,
    package: ExchangePackage,
    people: tuple[Actor, Actor],
    *,
    now: datetime,
) -> bool:
    """Show the reviewer each item; False when every one was held back or they stopped."""
    exporter, reviewer = people
    with tenant_scope(office.id):
        submit_package(package_id=package.id, acting=exporter, now=now)
        items = list(list_items(package))
    has_passed = False
    for place, item in enumerate(items, start=1):
        for line in item_lines(item, f"[{place}/{len(items)}]"):
            terminal.say(line)
        reason = _held_because(terminal)
        if reason is None:
            return False
        has_passed = has_passed or not reason
        with tenant_scope(office.id):
            mark_items(
                package_id=package.id,
                positions=[item.position],
                held_because=reason or None,
                acting=reviewer,
                now=now,
            )
    return has_passed


def _held_because(terminal: Terminal) -> str | None:
    """Return "" to let an item go, a reason to hold it back, None to stop."""
    while True:
        answer = terminal.ask(_("同意外发输入 y，暂缓输入理由，停止输入 q：")).strip()
        if answer.lower() == "q":
            return None
        if answer.lower() == "y":
            return ""
        if answer:
            return answer


def _write_parts(
    folder: Path, office: Procuratorate, package: ExchangePackage, acting: Actor, *, now: datetime
) -> Iterator[Path]:
    """Write each part whole or not at all; the same bytes whenever it is written."""
    with tenant_scope(office.id):
        numbers = [part.number for part in list_parts(package)]
    for number in numbers:
        with tenant_scope(office.id):
            part = hand_out_part(package_id=package.id, number=number, acting=acting, now=now)
            path = folder / part.name
            unfinished = path.with_suffix(".unfinished")
            with unfinished.open("wb") as file:
                for block in part.blocks:
                    file.write(block)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        yield path


def _import(
    arguments: argparse.Namespace, terminal: Terminal, office: Procuratorate, now: datetime
) -> int:
    importer = signed_in(terminal, office, arguments.importer, _("导入人"))
    packages: dict[UUID, Staged] = {}
    is_refused = False
    for path in _part_files(arguments.paths):
        try:
            with path.open("rb") as file, tenant_scope(office.id):
                staged = stage_part(content=file, office=office, acting=importer, now=now)
        except DomainError as error:
            problem = text_of(error)
            terminal.say(f"{path.name}：{problem.words}")
            is_refused = True
            continue
        packages[staged.package.id] = staged
        terminal.say(_("{name}：第 {number} 卷已收。").format(name=path.name, number=staged.number))
    codes = [
        _finish(terminal, office, staged, importer, is_agreed=arguments.yes, now=now)
        for staged in sorted(packages.values(), key=lambda one: one.package.sequence or 0)
    ]
    if not packages and not is_refused:
        terminal.say(_("没有找到摆渡包的分卷文件（.xzp）。"))
    return max([1 if is_refused or not packages else 0, *codes])


def _finish(
    terminal: Terminal,
    office: Procuratorate,
    staged: Staged,
    importer: Actor,
    *,
    is_agreed: bool,
    now: datetime,
) -> int:
    """Import one package when all of it is here and a person agrees."""
    package = staged.package
    if staged.missing:
        missing = "、".join(str(number) for number in staged.missing)
        terminal.say(
            _("第 {number} 号包还缺第 {missing} 卷，收齐后再导入。").format(
                number=package.sequence, missing=missing
            )
        )
        return INCOMPLETE
    with tenant_scope(office.id):
        items = list(list_items(package))
    for place, item in enumerate(items[:SHOWN], start=1):
        for line in item_lines(item, f"[{place}/{len(items)}]"):
            terminal.say(line)
    question = _("核验通过，共 {count} 项。导入？").format(count=len(items))
    if not is_agreed and not terminal.agrees(question):
        terminal.say(_("没有导入；分卷已收好，可随时再导入。"))
        return 1
    with tenant_scope(office.id):
        report = import_package(package_id=package.id, acting=importer, now=now)
    terminal.say(report_words(report))
    return 0


def _part_files(paths: list[Path]) -> Iterator[Path]:
    """Yield the part files named, and those of folders; a folder's other files are passed over."""
    for path in paths:
        if path.is_dir():
            found = (one for one in sorted(path.iterdir()) if one.is_file() and _is_part(one))
            yield from found
        elif path.is_file():
            yield path
        else:
            raise MachineError("file.missing", path=str(path))


def _is_part(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _list(
    _arguments: argparse.Namespace, terminal: Terminal, office: Procuratorate, _now: datetime
) -> int:
    with tenant_scope(office.id):
        acting = system_actor(office.id, ACTOR)
        peers = list(list_peers())
        for peer in peers:
            kind = _(PEER_LABELS[PeerKind(peer.kind)])
            terminal.say(f"{peer.name}  {kind}  {spoken(peer.fingerprint)}")
        for package in list_packages(acting)[0]:
            terminal.say(_package_line(package))
        for gap in list_gaps(peers):
            numbers = "、".join(str(number) for number in gap.missing)
            terminal.say(
                _("{name}：第 {numbers} 号包尚未收到。").format(name=gap.peer.name, numbers=numbers)
            )
        waiting = count_waiting()
        if waiting:
            terminal.say(_("{count} 项内容在等前序内容。").format(count=waiting))
    return 0


def _package_line(package: ExchangePackage) -> str:
    is_out = package.direction == PackageDirection.OUT
    way = _("发往") if is_out else _("来自")
    number = "—" if package.sequence is None else str(package.sequence)
    state = _(STATE_LABELS[PackageState(package.state)])
    return f"{legal_day(package.created_at)}  {way} {package.peer.name}  {number}  {state}"


def _peer(name: str | None) -> ExchangePeer:
    peers = [peer for peer in list_peers() if name is None or peer.name == name]
    if len(peers) != 1:
        known = "、".join(peer.name for peer in list_peers())
        raise MachineError("exchange.which_peer", known=known or "-")
    return peers[0]
