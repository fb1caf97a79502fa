"""The few SVG elements a drawing needs, with everything escaped."""

import re
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Markup(str):
    """Text that is already SVG."""

    __slots__ = ()


def element(name: str, children: Sequence[str], **attributes: str | float) -> str:
    """Return an element. Children made by this module are kept, any other text is escaped.

    Attribute names are written with ``_`` for ``-`` and a trailing one where Python reserves the
    word; numbers are rounded to a tenth.
    """
    written = "".join(
        f" {_name(key)}={quoteattr(_value(value))}" for key, value in attributes.items()
    )
    inner = "".join(
        child if isinstance(child, _Markup) else escape(_NOT_XML.sub("", child))
        for child in children
    )
    return _Markup(f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>")


def text_element(text: str, *, x: float, y: float, class_: str, size: int, anchor: str) -> str:
    """Return a ``<text>`` with its baseline at a point."""
    return element(
        "text",
        [text],
        class_=class_,
        x=x,
        y=y,
        font_size=size,
        text_anchor=anchor,
        fill="currentColor",
    )


def _name(key: str) -> str:
    return key if key == "viewBox" else key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return _NOT_XML.sub("", value)
    return f"{round(value, 1):g}"
