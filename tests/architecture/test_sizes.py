"""Limits of size. Complexity is ruff's (C901, PLR09): it runs in ``make check``."""

import ast
from pathlib import Path

from tests.architecture.source import PACKAGE, ROOT, functions, length, modules

FUNCTION_LINES = 50
VIEW_LINES = 25
FILE_LINES = 400


def is_view(path: Path, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    first = node.args.args[:1]
    return (
        path.parts[0] == "web"
        and not node.name.startswith("_")
        and [argument.arg for argument in first] == ["request"]
    )


def test_no_function_is_longer_than_the_limit() -> None:
    wrong = [
        f"{path}:{node.lineno} {node.name} {length(node)}"
        for path, tree in modules().items()
        for node in functions(tree)
        if length(node) > FUNCTION_LINES
    ]
    assert wrong == []


def test_no_view_is_longer_than_the_limit() -> None:
    wrong = [
        f"{path}:{node.lineno} {node.name} {length(node)}"
        for path, tree in modules().items()
        for node in functions(tree)
        if is_view(path, node) and length(node) > VIEW_LINES
    ]
    assert wrong == []


def test_no_file_is_longer_than_the_limit() -> None:
    files = [
        *(PACKAGE / path for path in modules()),
        *(ROOT / "tests").rglob("*.py"),
        *(ROOT / "scripts").rglob("*.py"),
        *(PACKAGE / "web" / "templates").rglob("*.html"),
    ]
    wrong = {
        str(path.relative_to(ROOT)): lines
        for path in files
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > FILE_LINES
    }
    assert wrong == {}


def test_no_module_is_called_by_a_word_that_says_nothing() -> None:
    empty = {"utils", "helpers", "common", "misc", "manager", "data", "info"}
    assert [str(path) for path in modules() if path.stem in empty] == []
