"""A message leads to a page that exists."""

import ast
import re
from uuid import UUID

from django.urls import resolve

from tests.architecture.source import modules

ANY_ID = str(UUID(int=0))


def paths() -> dict[str, str]:
    """Every path given to a message, ids filled in, with its place."""
    return {
        re.sub(r"\{[^}]*\}", ANY_ID, text).partition("?")[0]: f"{path}:{call.lineno}"
        for path, tree in modules().items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "Draft"
        for keyword in call.keywords
        if keyword.arg in {"path", "sender_path"}
        and (text := ast.unparse(keyword.value).removeprefix("f").strip("'\"")).startswith("/")
    }


def test_every_path_of_a_message_leads_to_a_page() -> None:
    assert paths()
    for path, place in paths().items():
        assert resolve(path).func is not None, place
