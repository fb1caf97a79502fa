"""Every code the domain refuses with has words a person can act on."""

import ast
import re
from pathlib import Path

import pytest
from django.urls import get_resolver

from tests.architecture.source import modules
from xiezhi.kernel import errors
from xiezhi.web.problem_texts import TEXTS

FAMILIES = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, errors.DomainError)
}
# Faults of the program or of its own data files: a person never reads them, the log does.
FAULTS = {
    "documents.column_count",
    "documents.row_width",
    "documents.typesetting",
    "law.counted_back_fixed",
    "law.data_wrong",
    "law.day_out_of_range",
    "law.holiday_listed_twice",
    "law.holiday_table_twice",
    "law.no_area",
    "law.no_decision",
    "law.no_figure",
    "law.no_paper",
    "law.no_rule",
    "law.period_out_of_range",
    "law.suspension_reversed",
    "ledger.checkpoint_malformed",
    "ledger.frontier_malformed",
    "ledger.no_such_leaf",
    "ledger.no_such_size",
    "ledger.not_canonical",
    "ledger.note_name",
    "ledger.note_text",
    "ledger.salt_length",
    "storage.missing",
    "storage.not_an_address",
    "vault.identity_misplaced",
    "vault.identity_unreadable",
    "vault.key_length",
    "vault.receipt_tenant",
    "vault.salt_length",
}
# Commands speak for themselves: their texts are in cli/faults.py, tested there.
NOT_PAGES = {"cli", "config", "demo"}
CODE = re.compile(r"[a-z_]+(\.[a-z_]+)+")


def codes() -> dict[str, str]:
    """Every code given as a literal to a domain error, or returned by a guard, with its place."""
    return {
        word.value: f"{path}:{word.lineno}"
        for path, tree in modules().items()
        if path.parts[0] not in NOT_PAGES
        for node in ast.walk(tree)
        for word in ast.walk(spoken(path, node))
        if isinstance(word, ast.Constant)
        and isinstance(word.value, str)
        and CODE.fullmatch(word.value)
    }


def spoken(path: Path, node: ast.AST) -> ast.AST:
    """Return where a node names a code: an error's first argument, what a guard returns."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
        return node.args[0] if node.func.id in FAMILIES else ast.Pass()
    if isinstance(node, ast.Return) and node.value is not None and "rules" in path.parts:
        return node.value
    return ast.Pass()


@pytest.fixture(autouse=True)
def _addresses_loaded() -> None:
    """Each web package registers its words when its addresses are read."""
    assert get_resolver().reverse_dict is not None


def test_every_code_has_its_words() -> None:
    missing = {code: place for code, place in codes().items() if code not in {*TEXTS, *FAULTS}}
    assert missing == {}


def test_the_words_say_what_to_do_next() -> None:
    assert {code for code, (text, next_step) in TEXTS.items() if not text or not next_step} == set()


def test_no_fault_is_listed_that_nobody_raises() -> None:
    assert FAULTS - set(codes()) == set()
