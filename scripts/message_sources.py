"""Finds the texts people read: in Python, in templates, in tables of labels and in law data."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Final

import yaml
from django.template.base import Lexer, Token, TokenType
from django.utils.text import smart_split

HAN: Final = re.compile(r"[\u3400-\u9fff]")
ONE: Final = {"gettext", "gettext_lazy", "gettext_noop"}
TWO: Final = {"ngettext", "ngettext_lazy"}
IN_CONTEXT: Final = {"pgettext", "pgettext_lazy"}
TABLE: Final = re.compile(r"^(?!_)[A-Z_]*(LABELS|WORDS|TITLES|TOPICS)$")
LAW_KEYS: Final = frozenset(
    [
        "name",
        "label",
        "title",
        "flow",
        "trigger",
        "condition",
        "wording",
        "actor",
        "approver",
        "event",
    ]
)
LAW_FILES: Final = (
    "areas",
    "deadlines",
    "decisions",
    "documents",
    "eligibility",
    "lead_sources",
    "publication",
    "regimes",
)
# Samples of the living style page are stand-ins for data, as a database would hold it.
SAMPLES: Final = Path("web/style/samples.py")
INLINE: Final = re.compile(r"""\b_\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*\)""")
PLURAL_SEPARATOR: Final = "{% plural %}"

Key = tuple[str | None, str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One text, where it stands, and its plural where it has one."""

    context: str | None
    text: str
    plural: str | None
    places: tuple[str, ...]


def collect(package: Path) -> list[Message]:
    """Return every text below a package, in the order of the files."""
    places: dict[Key, list[str]] = defaultdict(list)
    for path in sorted(package.rglob("*")):
        relative = path.relative_to(package)
        if {"migrations", "static"} & set(relative.parts) or relative == SAMPLES:
            continue
        for key in _texts_in(path, relative):
            if relative.as_posix() not in places[key]:
                places[key].append(relative.as_posix())
    plural = {(context, text): more for context, text, more in places if more}
    return [
        Message(context=context, text=text, plural=more, places=tuple(where))
        for (context, text, more), where in places.items()
        if more or (context, text) not in plural
    ]


def _texts_in(path: Path, relative: Path) -> Iterator[Key]:
    match path.suffix:
        case ".py":
            yield from python_texts(path.read_text(encoding="utf-8"), relative)
        case ".html" | ".txt":
            yield from template_texts(path.read_text(encoding="utf-8"))
        case ".yaml" if relative.parent == Path("law/data") and relative.stem in LAW_FILES:
            yield from law_texts(path)


def python_texts(source: str, relative: Path) -> Iterator[Key]:
    """Yield the marked texts of a module and those of its tables of labels."""
    tree = ast.parse(source)
    names = _marker_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            words = [a.value for a in node.args if isinstance(a, ast.Constant)]
            yield from _marked(names.get(called, called), [str(word) for word in words])
    for table in tables(tree, relative):
        yield from ((None, text, None) for text in han_values(table))


def _marker_names(tree: ast.Module) -> dict[str, str]:
    """Return local name → marker (``_`` → ``gettext_lazy``)."""
    names = {"_": "gettext"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name in ONE | TWO | IN_CONTEXT:
                    names[alias.asname or alias.name] = alias.name
    return names


def _marked(marker: str, words: list[str]) -> Iterator[Key]:
    if marker in ONE and words:
        yield None, words[0], None
    elif marker in TWO and len(words) > 1:
        yield None, words[0], words[1]
    elif marker in IN_CONTEXT and len(words) > 1:
        yield words[0], words[1], None


def tables(tree: ast.Module, relative: Path) -> Iterator[ast.expr]:
    """Yield the tables of labels: named so in rules and selectors, any dict of a web module."""
    is_web = relative.parts[0] == "web"
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name, value = node.target.id, node.value
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name, value = node.targets[0].id, node.value
        else:
            continue
        named = TABLE.match(name) and {"rules", "selectors"} & set(relative.parts)
        if value is not None and (named or (is_web and isinstance(value, ast.Dict | ast.Tuple))):
            yield value


def han_values(table: ast.expr) -> Iterator[str]:
    """Yield the Chinese strings of a table, marked calls and keys left out."""
    if isinstance(table, ast.Constant):
        if isinstance(table.value, str) and HAN.search(table.value):
            yield table.value
    elif isinstance(table, ast.Dict):
        for value in table.values:
            yield from han_values(value)
    elif isinstance(table, ast.Tuple | ast.List | ast.Set):
        for value in table.elts:
            yield from han_values(value)


def template_texts(source: str) -> Iterator[Key]:
    """Yield the texts of ``translate``, ``blocktranslate`` and ``_("…")`` in a template."""
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        is_block = token.token_type is TokenType.BLOCK
        words = list(smart_split(token.contents)) if is_block else [""]
        match words[0]:
            case "comment":
                _until(tokens, "endcomment")
            case "blocktranslate" | "blocktrans":
                yield _block_text(words, _until(tokens, f"end{words[0]}"))
            case "translate" | "trans":
                if words[1][0] in "\"'":
                    yield _context(words), _unquoted(words[1]), None
            case _:
                shown = token.contents if is_block or token.token_type is TokenType.VAR else ""
                yield from ((None, _unquoted(text), None) for text in INLINE.findall(shown))


def _until(tokens: Iterator[Token], end: str) -> list[Token]:
    """Return the tokens up to the one that closes a block."""
    return list(takewhile(lambda token: token.contents != end, tokens))


def _inside_block(token: Token) -> str:
    if token.token_type is TokenType.VAR:
        return f"%({token.contents})s"
    if token.token_type is TokenType.BLOCK:
        return PLURAL_SEPARATOR
    return token.contents.replace("%", "%%")


def _block_text(words: list[str], inside: list[Token]) -> Key:
    text = "".join(_inside_block(token) for token in inside)
    singular, _, plural = text.partition(PLURAL_SEPARATOR)
    if "trimmed" in words:
        singular, plural = (
            " ".join(line.strip() for line in part.strip().splitlines())
            for part in (singular, plural)
        )
    return _context(words), singular, plural or None


def _context(words: list[str]) -> str | None:
    return _unquoted(words[words.index("context") + 1]) if "context" in words else None


def _unquoted(text: str) -> str:
    return text[1:-1].replace('\\"', '"').replace("\\'", "'").replace("%", "%%")


def law_texts(path: Path) -> Iterator[Key]:
    """Yield the names, titles and labels of one file of law data."""
    waiting = [yaml.safe_load(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            for key, value in node.items():
                if key in LAW_KEYS and isinstance(value, str) and HAN.search(value):
                    yield None, value, None
            waiting.extend(value for value in node.values() if isinstance(value, list | dict))
