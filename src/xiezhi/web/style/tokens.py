"""The colour tokens as the style sheet has them, with their contrast computed."""

import re
from dataclasses import dataclass
from pathlib import Path

TOKENS_CSS = Path(__file__).resolve().parent.parent / "static/xiezhi/css/tokens.css"
TEXT_COLOURS = ("ink", "ink-2", "ink-3", "brand", "gold", "red", "amber", "green")
GROUNDS = ("card", "bg", "fill", "brand-soft")
PAIRS = (
    *((text, ground) for text in TEXT_COLOURS for ground in GROUNDS),
    *((tone, f"{tone}-soft") for tone in ("gold", "red", "amber", "green")),
    *(("ink", f"{tone}-soft") for tone in ("gold", "red", "amber", "green")),
    ("on-brand", "brand"),
    ("on-brand", "brand-2"),
)
"""Text and ground as the parts combine them; each reaches 4.5:1 (WCAG 2.2 AA, 1.4.3)."""

EDGE_PAIRS = (("edge", "card"), ("edge", "bg"), ("focus", "card"), ("focus", "bg"))
"""Borders of controls and the focus ring; each reaches 3:1 (WCAG 2.2 AA, 1.4.11)."""

_LINEAR_UP_TO = 0.04045  # sRGB: below it the curve is a straight line
_BLOCK = re.compile(r":root(?P<selector>[^{]*)\{(?P<body>[^}]*)\}")
_COLOUR = re.compile(r"--(?P<name>[\w-]+):\s*#(?P<value>[0-9a-f]{6})\s*;")


@dataclass(frozen=True, slots=True, kw_only=True)
class Swatch:
    """One colour token in both themes.

    Attributes:
        light_contrast: ratio to the card's ground, one decimal, as shown.
    """

    name: str
    light: str
    dark: str
    light_contrast: str
    dark_contrast: str


def read_blocks(css: str) -> dict[str, dict[str, str]]:
    """Return the colours of each ``:root`` block by its selector's ending (``""`` is light)."""
    return {
        found["selector"].strip(): {
            colour["name"]: f"#{colour['value']}" for colour in _COLOUR.finditer(found["body"])
        }
        for found in _BLOCK.finditer(css)
    }


def read_themes() -> tuple[dict[str, str], dict[str, str]]:
    """Return the light and the dark colours of the shipped style sheet."""
    blocks = read_blocks(TOKENS_CSS.read_text(encoding="utf-8"))
    return blocks[""], blocks['[data-theme="dark"]']


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= _LINEAR_UP_TO else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours.

    Source: WCAG 2.2, definitions of contrast ratio and relative luminance.
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def read_swatches() -> list[Swatch]:
    """Return every colour token, in the style sheet's order."""
    light, dark = read_themes()
    return [
        Swatch(
            name=name,
            light=value,
            dark=dark[name],
            light_contrast=f"{contrast(value, light['card']):.1f}",
            dark_contrast=f"{contrast(dark[name], dark['card']):.1f}",
        )
        for name, value in light.items()
    ]
