"""Every job a service enqueues is registered, and every registered one is safe to name."""

import ast
import re

from tests.architecture.source import modules
from xiezhi.infra.jobs import CLOCK, registered_names

ENQUEUE = {"enqueue", "enqueue_at"}
# Builtin jobs of the queue itself.
NOT_OURS = "builtin:"
PERIODIC = {
    "infra.retry_stalled",
    "ledger.sign_checkpoint",
    "notifications.queue_overdue",
    "leads.send_deadline_alarms",
    "leads.send_daily_lists",
}


def constants(tree: ast.Module) -> dict[str, str]:
    """Texts a module names at its top."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }


def enqueued() -> dict[str, str]:
    """Every name enqueued, or handed on as ``job=``, with its place."""
    found: dict[str, str] = {}
    for path, tree in modules().items():
        known = constants(tree)
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call):
                continue
            is_enqueue = isinstance(call.func, ast.Name) and call.func.id in ENQUEUE
            named = [call.args[0]] if is_enqueue and call.args else []
            named += [keyword.value for keyword in call.keywords if keyword.arg == "job"]
            for value in named:
                name = known.get(value.id, "") if isinstance(value, ast.Name) else ""
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    name = value.value
                if name:
                    found[name] = f"{path}:{call.lineno}"
    return found


def test_every_enqueued_job_is_registered() -> None:
    assert enqueued()
    assert {n: place for n, place in enqueued().items() if n not in registered_names()} == {}


def test_every_registered_job_is_enqueued_or_runs_by_the_clock() -> None:
    ours = {name for name in registered_names() if not name.startswith((NOT_OURS, "procrastinate"))}
    by_clock = {name.removesuffix(CLOCK) for name in ours if name.endswith(CLOCK)}
    assert by_clock | {"infra.retry_stalled"} == PERIODIC
    idle = {n for n in ours if not n.endswith(CLOCK)} - set(enqueued()) - PERIODIC
    assert idle == set()


def test_jobs_are_named_by_capability_and_act() -> None:
    wrong = [
        name
        for name in registered_names()
        if not name.startswith((NOT_OURS, "procrastinate"))
        and not re.fullmatch(r"[a-z]+\.[a-z_]+(\.by_clock)?", name)
    ]
    assert wrong == []
