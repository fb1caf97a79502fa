"""The leaves the platform makes for a volume: cover, 卷内目录, 备考表, as PDF/A.

Source: GB/T 9705-2008 文书档案案卷格式 for columns and order, as known, to be confirmed (待核);
what it leaves open is 本院设定.
"""

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from xiezhi.documents.glyphs import require_glyphs
from xiezhi.documents.papers.fonts import typefaces
from xiezhi.documents.papers.wording import clean, clean_line, date_in_words
from xiezhi.documents.volume.setting import Standard, set_pdf
from xiezhi.documents.volume.values import (
    RETENTION_WORDS,
    SECRECY_WORDS,
    BoundItem,
    Volume,
    VolumeItem,
)
from xiezhi.kernel.errors import RuleRefusedError

LEFT_MM: Final = 25.0  # 订口: a volume is bound at the left
RIGHT_MM: Final = 19.0
TOP_MM: Final = 25.0
BOTTOM_MM: Final = 20.0
HEADINGS: Final = ("顺序号", "文号", "责任者", "题名", "日期", "页次", "备注")
COLUMNS_MM: Final = (14.0, 29.0, 27.0, 45.0, 19.0, 16.0, 16.0)
_OPEN_DAY: Final = "　　　年　　月　　日"
_LONG_WORD: Final = re.compile(r"[!-~]{9,}")
_BREAK_EVERY: Final = 3


def cover_pdf(
    volume: Volume, bound: Sequence[BoundItem], *, own_fonts: Path | None = None
) -> bytes:
    """Return 卷宗封面.

    Raises:
        RuleRefusedError: ``documents.no_glyph``, ``documents.typesetting``.
    """
    cover = volume.cover
    retention = RETENTION_WORDS[cover.retention]
    lines = {
        "案号": clean_line(cover.case_number),
        "案件名称": clean_line(cover.case_title),
        clean_line(cover.parties_label): "、".join(map(clean_line, cover.parties)),
        "承办人员": "、".join(map(clean_line, cover.handlers)),
        "立案日期": day_or_open(cover.filed_on),
        "办结日期": day_or_open(cover.closed_on),
        "办理结果": clean_line(cover.outcome),
        "归档日期": day_or_open(cover.archived_on),
    }
    boxes = {
        "全宗号": cover.fonds,
        "目录号": cover.catalogue,
        "案卷号": cover.file_number,
        "保管期限": f"{retention}（{clean_line(cover.retention_class)}）"
        if clean_line(cover.retention_class)
        else retention,
        "密级": SECRECY_WORDS[cover.secrecy],
    }
    content = {
        "document_title": f"{clean_line(cover.case_title)} 卷宗封面",
        "office": clean_line(cover.office),
        "kind": clean_line(cover.kind),
        "lines": _labelled(lines),
        "boxes": _labelled(boxes),
        "counts": f"{counts_words(bound)}　　共 {cover.volume_count} 册　第 {cover.volume_place} 册",
    }
    return typeset("cover", content, own_fonts=own_fonts)


def contents_pdf(
    volume: Volume, bound: Sequence[BoundItem], *, own_fonts: Path | None = None
) -> bytes:
    """Return 卷内目录 with the pages each paper has in the volume.

    Raises:
        RuleRefusedError: as ``cover_pdf``.
    """
    content = {
        "document_title": f"{clean_line(volume.cover.case_title)} 卷内目录",
        "title": "卷内目录",
        "columns_mm": COLUMNS_MM,
        "headings": HEADINGS,
        "rows": [
            _row(place, item, pages)
            for place, (item, pages) in enumerate(zip(volume.items, bound, strict=True), start=1)
        ],
    }
    return typeset("contents", content, own_fonts=own_fonts)


def closing_pdf(
    volume: Volume, bound: Sequence[BoundItem], *, own_fonts: Path | None = None
) -> bytes:
    """Return 卷内备考表.

    Raises:
        RuleRefusedError: as ``cover_pdf``.
    """
    note = volume.note
    content = {
        "document_title": f"{clean_line(volume.cover.case_title)} 卷内备考表",
        "title": "卷内备考表",
        "counts": f"{counts_words(bound)}。",
        "situation": [line for part in clean(note.situation).split("\n") if (line := part.strip())],
        "lines": _labelled(
            {
                "立卷人": clean_line(note.compiled_by),
                "立卷时间": day_or_open(note.compiled_on),
                "检查人": clean_line(note.checked_by),
                "检查时间": day_or_open(note.checked_on),
            }
        ),
    }
    return typeset("closing", content, own_fonts=own_fonts)


def typeset(template: str, content: Mapping[str, object], *, own_fonts: Path | None) -> bytes:
    """Return a leaf without pictures as PDF/A-2; the same words give the same bytes.

    Raises:
        RuleRefusedError: ``documents.no_glyph``; ``documents.typesetting`` when the type-setter
            warns of anything.
    """
    words = leaf_words(content, own_fonts=own_fonts)
    with tempfile.TemporaryDirectory(prefix="xiezhi-leaf-") as folder:
        made = set_pdf(
            template,
            words,
            Path(folder),
            fonts=typefaces(own_fonts).fonts,
            standard=standard_of(words),
        )
    if not isinstance(made, bytes):
        raise RuleRefusedError("documents.typesetting", count=made)
    return made


def leaf_words(content: Mapping[str, object], *, own_fonts: Path | None) -> str:
    """Return what a template shows, with faces and measures, as JSON.

    Raises:
        RuleRefusedError: ``documents.no_glyph``.
    """
    require_glyphs(json.dumps(content, ensure_ascii=False), own_fonts=own_fonts)
    faces = typefaces(own_fonts)
    leaf = {
        **content,
        "faces": faces.roles,
        "title_weight": "regular" if faces.has_own_title else "bold",
        "left_mm": LEFT_MM,
        "right_mm": RIGHT_MM,
        "top_mm": TOP_MM,
        "bottom_mm": BOTTOM_MM,
    }
    return json.dumps(leaf, ensure_ascii=False)


def standard_of(words: str) -> Standard:
    """Return the level of PDF/A: 2a knows no self-made characters (造字), 2b does."""
    is_own = any("\ue000" <= character <= "\uf8ff" for character in words)
    return "a-2b" if is_own else "a-2a"


def breakable(text: str) -> str:
    """Return one line of text in which long numbers and addresses may be broken."""
    return _LONG_WORD.sub(
        lambda found: "\u200b".join(
            found[0][start : start + _BREAK_EVERY]
            for start in range(0, len(found[0]), _BREAK_EVERY)
        ),
        clean_line(text),
    )


def counts_words(bound: Sequence[BoundItem]) -> str:
    """Return how much a volume holds, in words."""
    return f"本册共 {len(bound)} 件，编 {sum(item.pages for item in bound)} 页"


def day_or_open(day: date | None) -> str:
    """Return a day in words, or room to write one."""
    return date_in_words(day) if day else _OPEN_DAY


def _row(place: int, item: VolumeItem, pages: BoundItem) -> list[str]:
    where = f"{pages.first}" if pages.pages == 1 else f"{pages.first}—{pages.last}"
    return [
        str(place),
        breakable(item.number),
        breakable(item.author),
        breakable(item.title),
        f"{item.dated:%Y%m%d}" if item.dated else "",
        where,
        breakable(item.remarks),
    ]


def _labelled(words: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"label": label, "words": text} for label, text in words.items()]
