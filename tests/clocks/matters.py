"""Matters with clocks, as the capabilities above clocks would name them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from tests.cast import make_department, make_staff
from xiezhi.accounts.rules.roles import Role
from xiezhi.clocks.models import Clock
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


def put_clock(on: Clocked, due_on: date, **fields: Any) -> Clock:
    """A clock begun sixty days before its last day, whatever its rule says."""
    given: dict[str, Any] = {
        "matter_kind": on.kind,
        "matter_id": on.id,
        "matter_label": on.label,
        "matter_title": on.title,
        "handler_id": on.handler_id,
        "department_id": on.department_id,
        "rule_key": "lead_assessment",
        "kind": "own",
        "length": 60,
        "unit": "day",
        "basis": "本院设定",
        "trigger_on": due_on - timedelta(days=60),
        "law_day": due_on - timedelta(days=60),
        "due_on": due_on,
    }
    clock: Clock = Clock.objects.create(**(given | fields))
    return clock
