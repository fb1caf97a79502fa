"""四性检测 as far as a program can: 真实性, 完整性, 可用性, 安全性.

Source: DA/T 70 文书类电子档案检测一般要求, as known, to be confirmed (待核).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from xiezhi.documents.volume.archive.metadata import REQUIRED_OF_ITEM, REQUIRED_OF_VOLUME
from xiezhi.documents.volume.archive.values import (
    NATURE_WORDS,
    RESULT_WORDS,
    ArchiveNature,
    CheckResult,
    Description,
    FileState,
    NatureCheck,
)
from xiezhi.documents.volume.confined import FileReading
from xiezhi.documents.volume.files import Digests
from xiezhi.documents.volume.values import VolumeFaultKind

_SHOWN: Final = 5
_UNREADABLE: Final = "元数据不能解析"


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What the checks look at.

    Attributes:
        described: None when the metadata cannot be read.
        states, digests, read: of files by name; what is missing is not in the last two.
        events: place and time of each entry of 操作留痕; None when they cannot be read.
        is_manifest_known: whether 校验清单 is the one registered; None when none is at hand.
    """

    described: Description | None
    states: Mapping[str, FileState]
    digests: Mapping[str, Digests]
    read: Mapping[str, FileReading]
    events: Sequence[tuple[int, datetime]] | None
    is_manifest_known: bool | None


def examine(examined: Examined) -> tuple[NatureCheck, ...]:
    """Return every check in the order of the four natures."""
    return (
        *_authentic(examined),
        *_complete(examined),
        *_usable(examined),
        *_safe(examined),
    )


def report_text(checks: Iterable[NatureCheck], *, heading: str) -> str:
    """Return the checks as lines to read."""
    lines = [heading, "检测项目参照 DA/T 70（待核）；“未检测”的项目由人完成。", ""]
    nature = None
    for check in checks:
        if check.nature is not nature:
            nature = check.nature
            lines.append(f"【{NATURE_WORDS[nature]}】")
        detail = f"：{check.detail}" if check.detail else ""
        lines.append(f"  {RESULT_WORDS[check.result]}　{check.subject}{detail}")
    return "\n".join(lines) + "\n"


def _authentic(examined: Examined) -> Iterator[NatureCheck]:
    nature = ArchiveNature.AUTHENTIC
    changed = [name for name, state in examined.states.items() if state is FileState.CHANGED]
    yield _check(nature, "文件与校验清单一致", changed)
    yield _described(nature, "元数据中的摘要与文件一致", examined, _other_digests)
    known = examined.is_manifest_known
    yield NatureCheck(
        nature=nature,
        subject="校验清单与移交时登记的一致",
        result=_result(is_passed=known) if known is not None else CheckResult.NOT_CHECKED,
        detail="" if known is not None else "没有提供登记的摘要",
    )
    yield _events(examined.events)


def _complete(examined: Examined) -> Iterator[NatureCheck]:
    nature = ArchiveNature.COMPLETE
    states = examined.states.items()
    missing = [name for name, state in states if state is FileState.MISSING]
    extra = [name for name, state in states if state is FileState.EXTRA]
    yield _check(nature, "清单所列文件齐全", missing)
    yield _check(nature, "没有清单以外的文件", extra)
    yield _described(nature, "必备元数据齐全", examined, _empty_values)
    yield _described(nature, "件数、件号、页次连续一致", examined, _broken_order)
    yield _described(nature, "元数据页数与文件实际页数一致", examined, _other_pages)


def _usable(examined: Examined) -> Iterator[NatureCheck]:
    nature = ArchiveNature.USABLE
    read = examined.read.items()
    closed = [name for name, found in read if found.refused is not None]
    bare = [name for name, found in read if not found.are_fonts_inside]
    yield _check(nature, "元数据可以解析", [] if examined.described else [_UNREADABLE])
    yield _check(nature, "文件可以打开", closed)
    yield _check(nature, "PDF 所用字体都在文件内", bare)
    yield _described(nature, "格式与元数据所记一致", examined, _other_formats)


def _safe(examined: Examined) -> Iterator[NatureCheck]:
    nature = ArchiveNature.SAFE
    read = examined.read.items()
    locked = [name for name, found in read if found.refused is VolumeFaultKind.LOCKED]
    active = [name for name, found in read if found.is_active]
    yield _check(nature, "文件没有加密", locked)
    yield _check(nature, "文件不含脚本、附件等可执行内容", active)
    yield NatureCheck(
        nature=nature,
        subject="病毒检测",
        result=CheckResult.NOT_CHECKED,
        detail="移交前由本院防病毒软件检测",
    )


def _described(
    nature: ArchiveNature,
    subject: str,
    examined: Examined,
    wrong: Callable[[Description, Examined], Iterator[str]],
) -> NatureCheck:
    if examined.described is None:
        return _check(nature, subject, [_UNREADABLE])
    return _check(nature, subject, list(wrong(examined.described, examined)))


def _other_digests(described: Description, examined: Examined) -> Iterator[str]:
    for item in described.items:
        found = examined.digests.get(item.file)
        if found and (found.sha256, found.sm3) != (
            item.values.get("SHA-256"),
            item.values.get("SM3"),
        ):
            yield item.file


def _empty_values(described: Description, _examined: Examined) -> Iterator[str]:
    for label in REQUIRED_OF_VOLUME:
        if not described.volume.get(label):
            yield label
    for item in described.items:
        for label in REQUIRED_OF_ITEM:
            if not item.values.get(label):
                yield f"{item.file} {label}"


def _broken_order(described: Description, _examined: Examined) -> Iterator[str]:
    if described.volume.get("件数") != str(len(described.items)):
        yield "件数"
    last = 0
    for item in described.items:
        if item.values.get("起页") != str(last + 1):
            yield item.file
        last = _number(item.values.get("止页"))
    if described.volume.get("页数") != str(last):
        yield "页数"


def _other_pages(described: Description, examined: Examined) -> Iterator[str]:
    for item in described.items:
        found = examined.read.get(item.file)
        if found and found.refused is None and found.pages != _number(item.values.get("页数")):
            yield item.file


def _other_formats(described: Description, examined: Examined) -> Iterator[str]:
    for item in described.items:
        found = examined.read.get(item.file)
        if found and found.refused is None and found.format != item.values.get("格式"):
            yield item.file


def _events(events: Sequence[tuple[int, datetime]] | None) -> NatureCheck:
    nature, subject = ArchiveNature.AUTHENTIC, "操作留痕按序排列"
    if events is None:
        return _check(nature, subject, ["操作留痕不能解析"])
    if not events:
        return NatureCheck(
            nature=nature,
            subject=subject,
            result=CheckResult.NOT_CHECKED,
            detail="没有操作留痕",
        )
    wrong = [
        f"第{later[0]}号"
        for earlier, later in pairwise(events)
        if later[0] <= earlier[0] or later[1] < earlier[1]
    ]
    return _check(nature, subject, wrong)


def _check(nature: ArchiveNature, subject: str, wrong: Sequence[str]) -> NatureCheck:
    more = f" 等{len(wrong)}项" if len(wrong) > _SHOWN else ""
    return NatureCheck(
        nature=nature,
        subject=subject,
        result=_result(is_passed=not wrong),
        detail="、".join(wrong[:_SHOWN]) + more,
    )


def _result(*, is_passed: bool) -> CheckResult:
    return CheckResult.PASSED if is_passed else CheckResult.FAILED


def _number(words: str | None) -> int:
    return int(words) if words and words.isdecimal() else 0
