"""``xiezhi verify bundle``: a bundle against its own proofs, offline; one line for each fault."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Final

from xiezhi.cli.faults import sentence
from xiezhi.cli.messages import _
from xiezhi.cli.messages import gettext_noop as _n
from xiezhi.evidence.rules.bundle.contents import BundleCopy, BundleFile
from xiezhi.evidence.rules.bundle.verifying import (
    BundleFault,
    BundleFinding,
    BundleOutcome,
    BundleReport,
    verify_bundle,
)
from xiezhi.infra.errors import MachineError
from xiezhi.ledger.rules.keys import read_public_key

EXIT_CODES: Final = {
    BundleOutcome.SOUND: 0,
    BundleOutcome.TAMPERED: 1,
    BundleOutcome.INCOMPLETE: 2,
    BundleOutcome.UNTRUSTED: 3,
}
OUTCOMES: Final = {
    BundleOutcome.SOUND: _n("核验通过：完好，未被改动。"),
    BundleOutcome.TAMPERED: _n("核验不通过：被改动。"),
    BundleOutcome.INCOMPLETE: _n("核验不通过：不完整。"),
    BundleOutcome.UNTRUSTED: _n("不能确认：签名的公钥不在所信任的公钥之中。"),
}
SUMMARY: Final = _n(
    "{office} {number} {title}：文件 {files} 个，核验包 {code}，{day} 由 {person} 制作，"
    "检查点覆盖 {signed} 条留痕。"
)
FAULTS: Final = {
    BundleFault.CUT_OFF: _n("文件不是核验包，或者末尾缺失。"),
    BundleFault.CONTAINER: _n("压缩包的结构被改动：{name}"),
    BundleFault.COMPRESSED: _n("成员是压缩过的，核验包从不压缩，不予展开：{name}"),
    BundleFault.UNSAFE_NAME: _n("成员的名称不是核验包里的名称，不予展开：{name}"),
    BundleFault.DUPLICATE: _n("同一名称出现两次：{name}"),
    BundleFault.TOO_LARGE: _n("超出核验包的大小限制：{name}"),
    BundleFault.UNREADABLE: _n("内容被改动，读不出来：{name}"),
    BundleFault.MEMBER_MISSING: _n("缺少成员：{name}"),
    BundleFault.MEMBER_EXTRA: _n("多出清单以外的成员：{name}"),
    BundleFault.MEMBER_ALTERED: _n("内容与清单不符：{name}"),
    BundleFault.ENTRY_MISSING: _n("缺少第 {sequence} 条留痕。"),
    BundleFault.ENTRY_EXTRA: _n("多出清单以外的第 {sequence} 条留痕。"),
    BundleFault.ENTRY_ALTERED: _n("第 {sequence} 条留痕被改动，或者不在签名的账本里。"),
    BundleFault.FILE_CONTRADICTS: _n("文件与第 {sequence} 条留痕中的封存清单不符：{name}"),
    BundleFault.CUSTODY_CONTRADICTS: _n("第 {sequence} 条留痕不是这个文件的保管记录：{name}"),
    BundleFault.MANIFEST_CONTRADICTS: _n("清单与导出时第 {sequence} 条留痕不符：{name}"),
    BundleFault.CHECKPOINT_ALTERED: _n("检查点或者其签名被改动。"),
    BundleFault.KEY_UNKNOWN: _n(
        "检查点由 {name} 的公钥签名，但该公钥没有经您确认：请用 --key 给出制作单位值班簿上的公钥。"
    ),
}


KEPT: Final = _n("说明：{title}，包里是去除元数据的副本；原件封存在制作单位，SHA-256 为 {sha256}。")
KEPT_WHOLE: Final = _n("说明：{title}，包里没有内容；原件封存在制作单位，SHA-256 为 {sha256}。")


def run(arguments: argparse.Namespace) -> int:
    """Verify one bundle; the exit code says what was found."""
    try:
        keys = _trusted(arguments.key, arguments.keys)
        report = _verified(arguments.file, keys)
    except MachineError as fault:
        print(f"xiezhi: {sentence(fault)}", file=sys.stderr)
        return EXIT_CODES[BundleOutcome.INCOMPLETE]
    for line in [_json(report)] if arguments.json else _lines(report):
        print(line)
    return EXIT_CODES[report.outcome]


def _trusted(given: list[str], file: Path | None) -> list[str]:
    """Return the trusted keys of the command line and of a file; blank lines and # are skipped.

    Raises:
        MachineError: ``file.missing``, ``verify.bad_key``.
    """
    lines = list(given)
    if file is not None:
        if not file.is_file():
            raise MachineError("file.missing", path=str(file))
        text = file.read_text(encoding="utf-8-sig", errors="replace")
        lines += [line for line in text.splitlines() if not line.startswith("#")]
    lines = [line.strip() for line in lines if line.strip()]
    if any(read_public_key(line) is None for line in lines):
        raise MachineError("verify.bad_key")
    return lines


def _verified(path: Path, keys: list[str]) -> BundleReport:
    if not path.is_file():
        raise MachineError("file.missing", path=str(path))
    with path.open("rb") as stream:
        return verify_bundle(stream, keys)


def _lines(report: BundleReport) -> list[str]:
    """Return every fault, what a sound bundle holds, and the verdict last."""
    lines = [_line(one) for one in report.findings]
    manifest = report.manifest
    if manifest is not None and report.outcome is BundleOutcome.SOUND:
        words = _(SUMMARY).format(
            office=manifest.office,
            number=manifest.matter.number,
            title=manifest.matter.title,
            files=len(manifest.files),
            code=manifest.code,
            day=manifest.prepared_at.date().isoformat(),
            person=manifest.prepared_by,
            signed=report.signed_size,
        )
        lines.append(words)
        lines += [
            _kept(one, report.kept[one.id]) for one in manifest.files if one.id in report.kept
        ]
    return [*lines, _(OUTCOMES[report.outcome])]


def _kept(file: BundleFile, sha256: str) -> str:
    """Say that an original stayed in the office, and how it would be told apart."""
    words = KEPT if file.copy is BundleCopy.SHARED else KEPT_WHOLE
    return _(words).format(title=file.title, sha256=sha256)


def _line(finding: BundleFinding) -> str:
    sequence = "?" if finding.sequence is None else finding.sequence
    return _(FAULTS[finding.fault]).format(name=finding.name, sequence=sequence).rstrip("：: ")


def _json(report: BundleReport) -> str:
    manifest = report.manifest
    words: dict[str, Any] = {
        "outcome": report.outcome.value,
        "code": None if manifest is None else manifest.code,
        "files": None if manifest is None else len(manifest.files),
        "signed_size": report.signed_size,
        "originals_kept": {str(file_id): digest for file_id, digest in report.kept.items()},
        "findings": [
            {"fault": one.fault.value, "name": one.name, "sequence": one.sequence}
            for one in report.findings
        ],
    }
    return json.dumps(words, ensure_ascii=False)
