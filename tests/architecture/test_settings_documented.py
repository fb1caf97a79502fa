"""The page of settings says what the code reads, and the code reads nothing else."""

import ast
import re

from scripts.generate_settings_page import PAGE, page
from tests.architecture.source import PACKAGE, modules

VARIABLE = re.compile(r"^(XIEZHI_[A-Z_]+|DATABASE_URL)$")


def test_settings_page_is_as_the_script_writes_it() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_environment_is_read_in_one_place() -> None:
    allowed = {"config/environment.py"}
    named = {
        f"{path} {node.value!s}"
        for path, tree in modules().items()
        if path.as_posix() not in allowed and path.parts[0] != "cli"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and "environ" in ast.unparse(node.func)
        for node in ast.walk(node)
        if isinstance(node, ast.Constant) and VARIABLE.match(str(node.value))
    }
    assert named == set()


def test_every_variable_read_is_documented() -> None:
    text = page()
    source = (PACKAGE / "config" / "environment.py").read_text(encoding="utf-8")
    read = set(re.findall(r"[\"'](XIEZHI_[A-Z_]+|DATABASE_URL)[\"']", source))
    assert {name for name in read if f"`{name}`" not in text} == set()
