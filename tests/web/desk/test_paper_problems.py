"""Every fault of a paper has words that say which field and what to do."""

import ast
from itertools import product

import pytest

from tests.architecture.source import PACKAGE
from xiezhi.documents.papers.values import FaultKind
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.web.desk.paper_problems import FIELDS, fault_words, register_texts
from xiezhi.web.problem_texts import text_of


def named_fields() -> set[str]:
    """Every field the checks can name."""
    tree = ast.parse((PACKAGE / "documents" / "papers" / "checks.py").read_text(encoding="utf-8"))
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"PaperFault", "_missing", "_too_long"}
    ]
    fields = {
        word.value.value
        for call in calls
        for word in call.keywords
        if word.arg == "field" and isinstance(word.value, ast.Constant)
    }
    names = {
        word.arg
        for call in calls
        for word in call.keywords
        if isinstance(call.func, ast.Name) and call.func.id != "PaperFault"
    }
    return {str(field) for field in fields | names if field}


def test_every_field_the_checks_name_has_its_label() -> None:
    assert len(named_fields()) > 20
    assert named_fields() - set(FIELDS) == set()


def test_no_label_is_of_a_field_nobody_checks() -> None:
    assert set(FIELDS) - named_fields() == set()


@pytest.mark.parametrize(("field", "kind"), [*product(sorted(FIELDS), FaultKind)])
def test_every_fault_is_said_in_words(field: str, kind: FaultKind) -> None:
    words = fault_words(f"{field}:{kind}")
    assert words.startswith(str(FIELDS[field]))
    assert kind not in words


def test_page_names_every_fault_at_once() -> None:
    register_texts()
    problem = text_of(
        InvalidInputError("documents.paper_faults", faults="title:missing,copies:contradictory")
    )
    assert problem.text == "文书还不能生成：标题未填写；抄送、份数与主送重复。"
    assert "不会丢失" in problem.next_step
