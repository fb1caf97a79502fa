"""The pages an outer zone shows never import leads."""

import ast
from pathlib import Path

import pytest

import xiezhi.web.member

FOLDER = Path(xiezhi.web.member.__file__).parent
WHERE_LEADS_RUN = {"lead_urls.py", "verdicts.py"}


@pytest.mark.parametrize(
    "name", sorted({path.name for path in FOLDER.glob("*.py")} - WHERE_LEADS_RUN)
)
def test_module_of_the_outer_zone_knows_no_leads(name: str) -> None:
    tree = ast.parse((FOLDER / name).read_text(encoding="utf-8"))
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {module for module in imported if module.startswith("xiezhi.leads")}
    assert "xiezhi.web.member.verdicts" not in imported
