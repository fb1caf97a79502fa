"""No act stands in 操作留痕 as a bare code or as 其他操作."""

import ast

from tests.architecture.source import modules_of
from xiezhi.web.office.act_labels import ACT_LABELS, STEP_LABELS


def recorded() -> set[str]:
    """Every act a service names literally where it records."""
    return {
        node.args[0].value
        for tree in modules_of("services").values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "record"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def test_every_recorded_act_has_its_words() -> None:
    assert len(recorded()) > 50
    assert recorded() - set(ACT_LABELS) - set(STEP_LABELS) == set()
