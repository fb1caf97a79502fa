"""Matters with clocks, as the capabilities above clocks would name them."""

from dataclasses import replace
from uuid import uuid4

from tests.cast import make_department, make_staff
from xiezhi.accounts.rules.roles import Role
from xiezhi.clocks.rules.clocked import Clocked
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind


def matter(
    handler: Actor | None = None, *, kind: MatterKind = MatterKind.CASE, number: int = 1
) -> Clocked:
    """A matter nobody but its clocks knows. Needs an open scope."""
    department_id = make_department().id if handler is None else handler.department_id
    assert department_id is not None
    return Clocked(
        kind=kind,
        id=uuid4(),
        label=f"案件 2026-{number}",
        title="消防水鹤损毁",
        handler_id=None if handler is None else handler.id,
        department_id=department_id,
    )


def handed_to(on: Clocked, handler: Actor) -> Clocked:
    assert handler.department_id is not None
    return replace(on, handler_id=handler.id, department_id=handler.department_id)


def prosecutor(label: str = "检察官01") -> Actor:
    return make_staff(label, Role.PROSECUTOR)
