"""Every job a service enqueues is there, and jobs carry ids and codes only."""

import ast
import importlib

from tests.architecture.source import PACKAGE, functions, modules
from xiezhi.infra.jobs import registered_names


def enqueued() -> set[str]:
    return {
        argument.value
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "enqueue"
        and node.args
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def test_every_enqueued_job_is_registered() -> None:
    for path in sorted(PACKAGE.glob("*/jobs.py")):
        importlib.import_module(f"xiezhi.{path.parent.name}.jobs")
    assert enqueued()
    assert enqueued() - registered_names() == set()


def test_jobs_take_ids_codes_and_counts_only() -> None:
    """The queue's table lies outside the tenant wall: no words go through it."""
    words = {"words", "name", "text", "title", "mobile", "phone", "telephone", "address", "body"}
    wrong = [
        f"{path}:{node.lineno} {argument.arg}"
        for path, tree in modules().items()
        if path.stem == "jobs" and path.parts[0] != "infra"
        for node in functions(tree)
        for argument in (*node.args.args, *node.args.kwonlyargs)
        if argument.arg in words
    ]
    assert wrong == []
