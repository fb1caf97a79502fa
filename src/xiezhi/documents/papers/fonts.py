"""Which faces a paper is set in: the office's own fonts when there, else the bundled ones.

An office owns 仿宋_GB2312 and 方正小标宋; no free 仿宋 of that kind could be bundled, so 宋体
stands in and ``Typefaces.stand_ins`` says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import typst

from xiezhi.documents.glyphs import FONTS

_SERIF: Final = "Noto Serif CJK SC"
_SANS: Final = "Noto Sans CJK SC"
_KAI: Final = "Xiezhi Kai SC"
# Each role: words in the names of fonts that fit it, best first; then what is bundled.
_WANTED: Final = {
    "fangsong": (("fangsong_gb2312", "仿宋_gb2312", "fangsong", "仿宋"), _SERIF),
    "kai": (("kaiti_gb2312", "楷体_gb2312", "kaiti", "楷体", "fzkai"), _KAI),
    "hei": (("simhei", "黑体", "heiti", "fzhei"), _SANS),
    "song": (("simsun", "宋体", "fzshusong"), _SERIF),
    "title": (("xiaobiaosong", "小标宋", "fzxbs"), _SERIF),
}
_STOOD_IN: Final = {"fangsong": "仿宋", "title": "小标宋"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typefaces:
    """The families of each role, first the one to use, then where missing characters come from.

    Attributes:
        has_own_title: 小标宋 is there; the stand-in has to be set bold instead.
        stand_ins: faces of the standard that another stands in for, in Chinese.
    """

    roles: dict[str, list[str]]
    has_own_title: bool
    stand_ins: Sequence[str]
    fonts: typst.Fonts


def typefaces(own_fonts: Path | None) -> Typefaces:
    """Return the faces to set papers in.

    Args:
        own_fonts: the office's folder of fonts, or None; a folder that is not there has none.
    """
    return _typefaces(own_fonts, _state(own_fonts))


def _state(own_fonts: Path | None) -> tuple[tuple[str, int], ...]:
    if own_fonts is None or not own_fonts.is_dir():
        return ()
    return tuple(
        (path.name, path.stat().st_mtime_ns)
        for path in sorted(own_fonts.iterdir())
        if path.is_file()
    )


@lru_cache(maxsize=4)
def _typefaces(own_fonts: Path | None, state: tuple[tuple[str, int], ...]) -> Typefaces:
    own = _families(own_fonts) if own_fonts is not None and state else []
    folders = [str(FONTS), *([str(own_fonts)] if own else [])]
    roles: dict[str, list[str]] = {}
    for role, (words, bundled) in _WANTED.items():
        first = next((name for word in words for name in own if word in name.lower()), None)
        chosen = [first] if first else []
        roles[role] = list(dict.fromkeys([*chosen, bundled, _SERIF, _SANS]))
    return Typefaces(
        roles=roles,
        has_own_title=roles["title"][0] != _SERIF,
        stand_ins=tuple(
            words for role, words in _STOOD_IN.items() if roles[role][0] == _WANTED[role][1]
        ),
        fonts=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
        ),
    )


def _families(folder: Path) -> list[str]:
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )
    return sorted(found.families())
