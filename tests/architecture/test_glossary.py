"""Every table and every closed set of values has its field term."""

import ast
import re

from django.apps import apps

from tests.architecture.source import ROOT, modules

LINE = re.compile(r"^\| [^|]+ \| `(\w+)` \| [^|]+ \| [^|]+ \|$", re.MULTILINE)
# Words of the demo's own story tables and of the command line are nobody's field terms.
NOT_OF_THE_FIELD = {"demo", "cli"}


def identifiers() -> list[str]:
    return LINE.findall((ROOT / "docs" / "GLOSSARY.md").read_text(encoding="utf-8"))


def tables() -> set[str]:
    return {m.__name__ for m in apps.get_models() if m.__module__.startswith("xiezhi.")}


def closed_sets() -> set[str]:
    return {
        node.name
        for path, tree in modules().items()
        if path.parts[0] not in NOT_OF_THE_FIELD
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith("StrEnum") for base in node.bases)
    }


def test_every_table_and_closed_set_has_its_term() -> None:
    assert (tables() | closed_sets()) - set(identifiers()) == set()


def test_no_line_is_of_something_gone() -> None:
    assert set(identifiers()) - tables() - closed_sets() == set()


def test_every_identifier_has_one_line() -> None:
    found = identifiers()
    assert sorted(found) == sorted(set(found))
