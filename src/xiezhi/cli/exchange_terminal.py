"""The terminal of ``xiezhi exchange``: what is said and asked, and who proves to be who."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.selectors.actors import find_staff_actor
from xiezhi.accounts.selectors.staff import find_account_named
from xiezhi.cli.messages import _
from xiezhi.exchange.models import ExchangeItem
from xiezhi.exchange.rules.items import KIND_LABELS, ItemKind
from xiezhi.exchange.rules.reading import ShownField, shown_fields, shown_files, title_of
from xiezhi.infra.errors import MachineError
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """How the command speaks with whoever sits there."""

    say: Callable[[str], object]
    ask: Callable[[str], str]
    ask_secret: Callable[[str], str]

    def agrees(self, question: str) -> bool:
        """Ask for a yes; anything else is a no."""
        return self.ask(f"{question} [y/N] ").strip().lower() in {"y", "yes", "是"}


def signed_in(terminal: Terminal, office: Procuratorate, login: str, post: str) -> Actor:
    """Return the person of a login after they gave their password.

    Raises:
        MachineError: ``exchange.no_person``: unknown, gone, or another password.
    """
    password = terminal.ask_secret(_("{post} {login} 的口令：").format(post=post, login=login))
    with tenant_scope(office.id):
        account = find_account_named(f"{office.slug}/{login}", ActorKind.STAFF)
        if account is None or not account.check_password(password):
            raise MachineError("exchange.no_person", login=login)
        today = clock.legal_day(clock.now())
        found = find_staff_actor(account, today=today, is_stepped_up=True)
    if found is None:
        raise MachineError("exchange.no_person", login=login)
    return found


def item_lines(item: ExchangeItem, place: str) -> Iterator[str]:
    """Yield everything of one item: every field that crosses and each of its files."""
    kind = ItemKind(item.kind)
    body = json.loads(item.content) if item.content else {}
    yield ""
    yield f"{place}  {_(KIND_LABELS[kind])}  {title_of(body)}"
    for field in shown_fields(kind, body):
        yield from _field_lines(field, "  ")
    sizes = {file["sha256"]: file["size_bytes"] for file in item.files}
    for file in shown_files(kind, body):
        size = sum(sizes.get(one, 0) for one in file.copies)
        yield _("  文件 {note}  {size} 字节  SHA-256 {mark}").format(
            note=file.note, size=size, mark=file.copies[0]
        )


def _field_lines(field: ShownField, indent: str) -> Iterator[str]:
    label = _(field.label)
    if field.sealed_bytes:
        yield indent + _("{label}：密封，本机打不开（{size} 字节）").format(
            label=label, size=field.sealed_bytes
        )
        return
    if field.rows:
        yield f"{indent}{label}："
        for row in field.rows:
            cells = (
                f"{_(one.label)} {_(one.words) if one.is_message else one.words}" for one in row
            )
            yield f"{indent}  - {'；'.join(cells)}"
        return
    words = _(field.words) if field.is_message and field.words else field.words
    first, *rest = words.split("\n")
    yield f"{indent}{label}：{first}"
    yield from (f"{indent}    {line}" for line in rest)
