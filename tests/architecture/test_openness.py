"""No text is closed to translation: every Chinese text a page shows is a message id."""

import ast
import re
from pathlib import Path

from django.template.base import Lexer, TokenType

from scripts.message_sources import IN_CONTEXT, ONE, TWO, tables
from tests.architecture.source import PACKAGE, modules

HAN = re.compile(r"[\u3400-\u9fff]")
MARKERS = ONE | TWO | IN_CONTEXT
TEMPLATES = PACKAGE / "web" / "templates"
# Stand-ins for data on the living style page.
SAMPLES = {Path("web/style/samples.py"), Path("web/style/forms.py")}
# Citations and words of the law data are the same in every language; "本院规定" is looked up where it is shown.
CITATION = re.compile(
    r"^(本院规定|本院设定|不顺延|(办案规则|民事诉讼法|公文处理条例|检察建议规定)第[\d至条]+)$"
)
# The mark of the house, and a language under its own name.
SIGNS = re.compile(r">(协|中文)<")


def bare_texts(source: str) -> list[str]:
    """Return the Chinese of a template that stands outside a tag and outside a comment."""
    found, inside = [], ""
    for token in Lexer(source).tokenize():
        command = token.contents.split(" ")[0] if token.token_type is TokenType.BLOCK else ""
        if inside:
            inside = "" if command == f"end{inside}" else inside
        elif command in {"comment", "blocktranslate", "blocktrans"}:
            inside = command
        elif token.token_type is TokenType.TEXT and HAN.search(SIGNS.sub("", token.contents)):
            found.append(token.contents.strip()[:60])
        elif command and command not in {"translate", "trans"} and HAN.search(token.contents):
            rest = re.sub(r"_\(\s*(\"[^\"]*\"|'[^']*')\s*\)", "", token.contents)
            if HAN.search(re.sub(r"\"本院(规定|设定)\"", "", rest)):
                found.append(token.contents[:60])
    return found


def marked(tree: ast.Module) -> set[ast.AST]:
    """Return every node inside a marker's call, a docstring or a table looked up at the edge."""
    inside: set[ast.AST] = set()
    markers = MARKERS | local_markers(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            if name in markers:
                inside |= set(ast.walk(node))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inside.add(node.value)
    return inside


def local_markers(tree: ast.Module) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in MARKERS
    }


def test_no_template_shows_a_bare_text() -> None:
    wrong = {
        str(path.relative_to(TEMPLATES)): found
        for path in sorted(TEMPLATES.rglob("*.html"))
        if (found := bare_texts(path.read_text(encoding="utf-8")))
    }
    assert wrong == {}


def test_no_web_module_holds_a_bare_text() -> None:
    wrong = []
    for path, tree in modules().items():
        if path.parts[0] != "web" or path in SAMPLES:
            continue
        open_texts = marked(tree)
        for table in tables(tree, path):
            open_texts |= set(ast.walk(table))
        wrong += [
            f"{path}:{node.lineno} {node.value[:30]}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and HAN.search(node.value)
            and not CITATION.match(node.value)
            and node not in open_texts
        ]
    assert wrong == []


def test_no_script_holds_a_text() -> None:
    """Scripts take their words from attributes the templates wrote."""
    comment = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
    wrong = [
        f"{path.name}: {found.group()}"
        for path in (PACKAGE / "web" / "static" / "xiezhi").rglob("*.js")
        if (found := HAN.search(comment.sub("", path.read_text(encoding="utf-8"))))
    ]
    assert wrong == []
