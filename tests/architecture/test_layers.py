"""What import contracts cannot say: who may ask a model for rows, and who may write them.

The contracts themselves are in ``pyproject.toml`` and run here too.
"""

import ast
import subprocess
import sys
from pathlib import Path

from tests.architecture.source import ROOT, capability, imported, modules

WRITES = {"save", "delete", "update", "create", "bulk_create", "bulk_update", "get_or_create"}
# Forms and files have a `save` or `delete` of their own; models are what this test is about.
NOT_ROWS = {"form", "session", "cache", "digest", "response", "request", "image", "document"}


def test_import_contracts_are_kept() -> None:
    done = subprocess.run(  # noqa: S603  # our own linter
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def foreign_models(path: Path, tree: ast.Module) -> set[str]:
    """Names under which a module knows the models of other capabilities."""
    return {
        name
        for origin, name, _ in imported(tree)
        if origin.startswith("xiezhi.")
        and origin.split(".")[2:3] == ["models"]
        and origin.split(".")[1] != capability(path)
    }


def test_models_of_another_capability_are_named_but_not_asked() -> None:
    """The demo may: it looks whether its own rows are there already."""
    wrong = [
        f"{path}:{node.lineno} {node.value.id}.{node.attr}"
        for path, tree in modules().items()
        if capability(path) != "demo"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"objects", "_default_manager", "_base_manager"}
        and isinstance(node.value, ast.Name)
        and node.value.id in foreign_models(path, tree)
    ]
    assert wrong == []


def test_pages_and_commands_neither_ask_nor_write_rows() -> None:
    wrong = [
        f"{path}:{node.lineno} .{node.attr}"
        for path, tree in modules().items()
        if capability(path) in {"web", "cli"}
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
    ]
    assert wrong == []


def test_pages_call_no_method_that_writes_a_row() -> None:
    wrong = [
        f"{path}:{node.lineno} {ast.unparse(node.func)}"
        for path, tree in modules().items()
        if capability(path) == "web"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"save", "delete"}
        and not (NOT_ROWS & set(ast.unparse(node.func).split(".")))
    ]
    assert wrong == []


def test_selectors_never_write() -> None:
    wrong = [
        f"{path}:{node.lineno} {ast.unparse(node.func)[:60]}"
        for path, tree in modules().items()
        if path.parts[1:2] == ("selectors",)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and ".objects" in ast.unparse(node.func)
    ]
    assert wrong == []


def test_only_the_edge_asks_the_clock() -> None:
    may = {"web", "cli", "demo"}
    wrong = [
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        if capability(path) not in may and path.stem not in {"jobs", "clock", "backends"}
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"clock.now", "timezone.now"}
    ]
    assert wrong == []


def test_no_signal_receivers_and_no_admin() -> None:
    wrong = [
        f"{path}:{line} {origin}"
        for path, tree in modules().items()
        for origin, _, line in imported(tree)
        if origin.startswith(
            ("django.dispatch", "django.db.models.signals", "django.contrib.admin")
        )
    ]
    assert wrong == []
