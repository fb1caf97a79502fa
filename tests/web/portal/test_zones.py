"""The portal runs where there are no leads: nothing of it imports them when it is loaded."""

import ast
from pathlib import Path

import pytest

import xiezhi
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


def test_only_the_keepers_name_what_acts_on_letters_mean() -> None:
    """Pages and packages go through one dispatch; leads and cases put themselves into it."""
    source = Path(xiezhi.__file__).parent
    taken = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if ".services.letter_effects import" in path.read_text(encoding="utf-8")
        and not path.is_relative_to(source / "demo")
    }
    assert taken == {"leads/services/letter_keeping.py", "cases/services/letter_keeping.py"}
