"""Cut the bundled print fonts out of Debian's fonts-noto-cjk and fonts-lxgw-wenkai.

Run by hand when the character set changes; the product itself never cuts fonts. Needs the
packages fonts-noto-cjk, fonts-lxgw-wenkai and unicode-data:

    python scripts/refresh_fonts.py --noto /usr/share/fonts/opentype/noto \
        --kai /usr/share/fonts/truetype/lxgw-wenkai --unihan /usr/share/unicode

``--only NAME`` makes one file and leaves the others as they are.
"""

import argparse
import bz2
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fontTools import subset  # type: ignore[import-untyped]  # fontTools ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools ships no types

TARGET: Final = Path(__file__).parents[1] / "src" / "xiezhi" / "documents" / "fonts"
SC_IN_COLLECTION: Final = 2  # the ttc files hold JP, KR, SC, TC, HK in this order
# "LXGW" and "霞鹜" are reserved: a cut of that font must have another name (OFL 1.1, 3).
KAI: Final = "Xiezhi Kai SC"
FAMILY_NAMES: Final = {1: KAI, 3: f"{KAI}: cut of version 1.250", 4: KAI, 6: "XiezhiKaiSC-Regular"}
# People's and places' names outside both the national table and GB 2312.
NAMES: Final = "镕喆堃祎玥昇𠮷㐂峣珺婳媖嫄翀赟昉晧燚犇鑫淼骉龑垚彧"
RANGES: Final = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x2010, 0x203B),  # dashes, quotes, ellipsis, per mille, reference mark
    (0x2103, 0x2116),  # ℃ №
    (0x2150, 0x217F),  # fractions, Roman numerals
    (0x2190, 0x2199),  # arrows
    (0x2200, 0x22A5),  # mathematics
    (0x2460, 0x249B),  # ① ⑴ ⒈
    (0x2500, 0x257F),  # box drawing
    (0x25A0, 0x25EF),  # □ ■ ○ ●
    (0x2600, 0x2642),  # ★ ☆
    (0x2713, 0x2717),  # ticks
    (0x3000, 0x303F),  # CJK punctuation, 〇 〓 〔 〕
    (0x3220, 0x3243),  # ㈠ …
    (0x3280, 0x32B0),  # ㊀ …
    (0x3380, 0x33DF),  # ㎡ ㎏ ㎜
    (0xFE30, 0xFE6F),  # vertical and small forms
    (0xFF01, 0xFFEE),  # full-width forms
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One font file to make.

    Attributes:
        is_body: holds what strangers write, so the common traditional forms too.
        number: place in the collection, -1 for a file with one font.
        names: new entries of the name table.
    """

    source: str
    target: str
    is_body: bool = False
    number: int = SC_IN_COLLECTION
    names: dict[int, str] = field(default_factory=dict)


FACES: Final = (
    Face(source="NotoSansCJK-Regular.ttc", target="NotoSansCJKsc-Regular.otf", is_body=True),
    Face(source="NotoSansCJK-Bold.ttc", target="NotoSansCJKsc-Bold.otf"),
    Face(source="NotoSerifCJK-Regular.ttc", target="NotoSerifCJKsc-Regular.otf", is_body=True),
    Face(source="NotoSerifCJK-Bold.ttc", target="NotoSerifCJKsc-Bold.otf"),
    Face(
        source="LXGWWenKai-Regular.ttf",
        target="XiezhiKaiSC-Regular.ttf",
        number=-1,
        names=FAMILY_NAMES,
    ),
)


def gb2312() -> Iterator[int]:
    """Yield every character of GB 2312."""
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            text = bytes((row, cell)).decode("gb2312", errors="ignore")
            yield from map(ord, text)


def big5_common() -> Iterator[int]:
    """Yield the 5,401 common characters of Big5: the traditional forms people paste."""
    for row in range(0xA4, 0xC7):
        for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            text = bytes((row, cell)).decode("big5", errors="ignore")
            yield from map(ord, text)


def national_table(unihan: Path) -> Iterator[int]:
    """Yield the 8,105 characters of 通用规范汉字表 (2013), Unihan's field kTGH."""
    with bz2.open(unihan / "Unihan_OtherMappings.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            if "\tkTGH\t" in line:
                yield int(line.split("\t", 1)[0].removeprefix("U+"), 16)


def wanted(unihan: Path, *, is_body: bool) -> set[int]:
    """Return the code points a face should keep, as far as the source has them."""
    points = {point for low, high in RANGES for point in range(low, high + 1)}
    points |= set(gb2312()) | set(map(ord, NAMES)) | set(national_table(unihan))
    return points | set(big5_common()) if is_body else points


def rename(font: TTFont, names: dict[int, str]) -> None:
    """Write new names in every language the font has them in; drop the translated ones."""
    table = font["name"]
    for number, text in names.items():
        table.removeNames(nameID=number)
        table.setName(text, number, 3, 1, 0x409)


def cut(face: Face, folders: Sequence[Path], unihan: Path) -> Path:
    """Write one subset font: no hints, no variants for other languages."""
    options = subset.Options(
        layout_features=["kern", "halt"],
        hinting=False,
        desubroutinize=False,
        notdef_outline=True,
        name_IDs=["*"],
        drop_tables=["vhea", "vmtx", "VORG", "DSIG"],
    )
    source = next(path for folder in folders if (path := folder / face.source).exists())
    with TTFont(source, fontNumber=face.number) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=wanted(unihan, is_body=face.is_body))
        cutter.subset(font)
        rename(font, face.names)
        target = TARGET / face.target
        font.save(target)
    return target


def main() -> None:
    """Cut every face."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--noto", type=Path, required=True)
    parser.add_argument("--kai", type=Path, required=True)
    parser.add_argument("--unihan", type=Path, required=True)
    parser.add_argument("--only", choices=[face.target for face in FACES], default=None)
    arguments = parser.parse_args()
    TARGET.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        if arguments.only not in {None, face.target}:
            continue
        target = cut(face, (arguments.noto, arguments.kai), arguments.unihan)
        print(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
