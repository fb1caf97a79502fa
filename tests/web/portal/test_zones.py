"""The portal runs where there are no leads: nothing of it imports them when it is loaded."""

import ast
from pathlib import Path

import pytest

import xiezhi.letters
import xiezhi.web.portal
from xiezhi.web import effects

PORTAL = Path(xiezhi.web.portal.__file__).parent
LETTERS = Path(xiezhi.letters.__file__).parent
FILES = [*sorted(PORTAL.glob("*.py")), Path(effects.__file__), *sorted(LETTERS.rglob("*.py"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_module_imports_no_leads_when_loaded(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert not {module for module in imported if module.startswith("xiezhi.leads")}


def test_effects_are_taken_in_one_place_only() -> None:
    taken = {
        path
        for path in PORTAL.parent.rglob("*.py")
        if "letter_effects" in path.read_text(encoding="utf-8")
    }
    assert taken == {Path(effects.__file__)}
