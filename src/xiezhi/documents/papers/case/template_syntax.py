"""The template language an office may use: fields, conditions and lists; no calls, no arithmetic."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from xiezhi.documents.papers.case.template_faults import (
    TemplateFault,
    TemplateFaultCode,
    TemplatePart,
)

_ALLOWED: Final = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.If,
    nodes.CondExpr,
    nodes.For,
    nodes.Filter,
    nodes.Test,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
_FILTERS: Final = frozenset({"length", "join", "first", "last", "trim", "default"})
_TESTS: Final = frozenset({"defined", "none"})
_MOST_LOOPS: Final = 2
_EXCERPT: Final = 40
_MARKUP: Final = re.compile(r"<[^>]+>")
_TAG: Final = re.compile(r"<(/?)([A-Za-z][\w.:-]*)(?:\s[^<>]*?)?(/?)>")
# Before each paragraph a line break: the line of a node is then the number of its paragraph.
_PARAGRAPH: Final = re.compile(r"<w:p(?=[ >/])")


def environment() -> SandboxedEnvironment:
    """Return the sandbox templates are read and filled in."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def with_lines(xml: str) -> str:
    """Return XML in which a new line begins at each paragraph and nowhere else."""
    return _PARAGRAPH.sub("\n<w:p", xml.replace("\n", " "))


def part_faults(
    patched: str, part: TemplatePart, names: Mapping[str, object]
) -> Iterator[TemplateFault]:
    """Yield what is wrong in one part.

    Args:
        patched: XML with lines, its tags gathered.
        part: which part it is.
        names: what the template may name, with sample values.
    """
    lines = patched.split("\n")

    def fault(code: TemplateFaultCode, line: int, detail: str) -> TemplateFault:
        words = _MARKUP.sub("", lines[min(line, len(lines)) - 1]).strip()
        return TemplateFault(
            code=code,
            part=part,
            paragraph=max(line - 1, 0),
            excerpt=words[:_EXCERPT],
            detail=detail,
        )

    try:
        tree = environment().parse(patched)
    except TemplateSyntaxError as wrong:
        yield fault(TemplateFaultCode.SYNTAX, wrong.lineno, str(wrong.message))
        return
    for code, node, detail in _in_tree(tree, names):
        yield fault(code, node.lineno, detail)


Found = tuple[TemplateFaultCode, nodes.Node, str]


def _in_tree(tree: nodes.Template, names: Mapping[str, object]) -> Iterator[Found]:
    for node in _every(tree):
        if not isinstance(node, _ALLOWED):
            yield TemplateFaultCode.FORBIDDEN, node, type(node).__name__
        elif isinstance(node, nodes.Filter | nodes.Test):
            allowed = _FILTERS if isinstance(node, nodes.Filter) else _TESTS
            if node.name not in allowed:
                yield TemplateFaultCode.FORBIDDEN, node, node.name
        elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            yield TemplateFaultCode.FORBIDDEN, node, node.attr
        elif isinstance(node, nodes.For) and not isinstance(node.iter, nodes.Name | nodes.Getattr):
            yield TemplateFaultCode.FORBIDDEN, node, "for"
        if isinstance(node, nodes.If | nodes.For) and not _stays_whole(node):
            kind = "if" if isinstance(node, nodes.If) else "for"
            yield TemplateFaultCode.CROSSES_PARTS, node, kind
    yield from _unknown(tree, names, 0)


def _every(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _every(child)


def _stays_whole(node: nodes.If | nodes.For) -> bool:
    """Tell whether each branch opens and closes the same elements, so that leaving it out is safe."""
    branches = [node.body, node.else_]
    if isinstance(node, nodes.If):
        branches += [one.body for one in node.elif_]
    return all(_is_balanced("".join(_markup(branch))) for branch in branches)


def _markup(branch: list[nodes.Node]) -> Iterator[str]:
    """Yield the markup of a branch; what is nested is looked at by itself."""
    for node in branch:
        if isinstance(node, nodes.Output):
            yield from (one.data for one in node.nodes if isinstance(one, nodes.TemplateData))


def _is_balanced(markup: str) -> bool:
    open_elements: list[str] = []
    for closing, name, alone in _TAG.findall(markup):
        if alone:
            continue
        if not closing:
            open_elements.append(name)
        elif not open_elements or open_elements.pop() != name:
            return False
    return not open_elements


def _unknown(node: nodes.Node, names: Mapping[str, object], loops: int) -> Iterator[Found]:
    """Yield what names no field; inside a list its item is known by the first of the sample."""
    if isinstance(node, nodes.For):
        yield from _unknown_in_list(node, names, loops)
        return
    if isinstance(node, nodes.Name) and node.name not in names:
        yield TemplateFaultCode.UNKNOWN_FIELD, node, node.name
    elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        holder = _value(node.node, names)
        known = holder is _ANY_ITEM or (isinstance(holder, Mapping) and node.attr in holder)
        if node.node.name in names and not known:
            yield TemplateFaultCode.UNKNOWN_FIELD, node, f"{node.node.name}.{node.attr}"
    for child in node.iter_child_nodes():
        yield from _unknown(child, names, loops)


def _unknown_in_list(node: nodes.For, names: Mapping[str, object], loops: int) -> Iterator[Found]:
    yield from _unknown(node.iter, names, loops)
    if loops == _MOST_LOOPS:
        yield TemplateFaultCode.FORBIDDEN, node, "for"
    inside = {**names, "loop": _LOOP}
    if isinstance(node.target, nodes.Name):
        inside[node.target.name] = _first(_value(node.iter, names))
    for child in (*node.body, *node.else_):
        yield from _unknown(child, inside, loops + 1)


_ANY_ITEM: Final = object()  # of a list this paper leaves empty: nobody can tell what it holds
_LOOP: Final = dict.fromkeys(("index", "index0", "first", "last", "length", "revindex"), 1)


def _value(node: nodes.Node, names: Mapping[str, object]) -> object:
    if isinstance(node, nodes.Name):
        return names.get(node.name)
    if isinstance(node, nodes.Getattr):
        holder = _value(node.node, names)
        return holder.get(node.attr) if isinstance(holder, Mapping) else None
    return None


def _first(value: object) -> object:
    if not isinstance(value, list):
        return ""
    return value[0] if value else _ANY_ITEM


def names_in(patched: str, env: Environment) -> set[str]:
    """Return the fields a part names."""
    return {node.name for node in _every(env.parse(patched)) if isinstance(node, nodes.Name)}
