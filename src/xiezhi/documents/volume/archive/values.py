"""What a 归档包 holds, and what is found when one is verified."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from xiezhi.documents.volume.values import BoundVolume, Volume


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEvent:
    """One entry of 操作留痕 about the matter: role and number, never a name.

    Attributes:
        place: in the ledger of the office; rising, with gaps where other matters stand.
        leaf: the digest of the entry there, in hex.
    """

    place: int
    at: datetime
    actor: str
    act: str
    about: str
    leaf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePackage:
    """A 归档包 before it is written.

    Attributes:
        code: 归档包编号, given by the caller.
        volume, bound, bound_pdf: the volume as handed to ``bind_volume``, and what that made.
        prepared_by: role and number; ``software``: name and version that made it.
    """

    code: str
    volume: Volume
    bound: BoundVolume
    bound_pdf: Path
    events: Sequence[LoggedEvent]
    prepared_by: str
    prepared_at: datetime
    software: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedItem:
    """One 件 in the metadata, every value as it is written there, by the name of its element."""

    values: dict[str, str]

    @property
    def file(self) -> str:
        """Its file in the package."""
        return self.values["文件名"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """The metadata of a package: of itself, of the volume, of each 件."""

    package: dict[str, str]
    volume: dict[str, str]
    items: tuple[DescribedItem, ...]


class FileState(StrEnum):
    """What became of a file of a package."""

    INTACT = "intact"
    CHANGED = "changed"
    MISSING = "missing"
    EXTRA = "extra"


class ArchiveNature(StrEnum):
    """四性. Source: DA/T 70, to be confirmed (待核)."""

    AUTHENTIC = "authentic"
    COMPLETE = "complete"
    USABLE = "usable"
    SAFE = "safe"


class CheckResult(StrEnum):
    """How a check ended; what the platform cannot check it says so."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not_checked"


NATURE_WORDS = {
    ArchiveNature.AUTHENTIC: "真实性",
    ArchiveNature.COMPLETE: "完整性",
    ArchiveNature.USABLE: "可用性",
    ArchiveNature.SAFE: "安全性",
}
RESULT_WORDS = {
    CheckResult.PASSED: "合格",
    CheckResult.FAILED: "不合格",
    CheckResult.NOT_CHECKED: "未检测",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NatureCheck:
    """One check of the 四性: what was looked at, how it ended, and at which files it failed."""

    nature: ArchiveNature
    subject: str
    result: CheckResult
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageReceipt:
    """What was written.

    Attributes:
        manifest_sha256: of 校验清单, in hex. Whoever keeps it apart from the package can tell
            later whether the package was made anew.
        sha256: of the ZIP.
    """

    sha256: str
    manifest_sha256: str
    checks: tuple[NatureCheck, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageVerification:
    """What verifying a package found."""

    states: dict[str, FileState] = field(default_factory=dict)
    checks: tuple[NatureCheck, ...] = ()

    @property
    def is_intact(self) -> bool:
        """Tell whether every file is as listed and no check failed."""
        return (
            bool(self.states)
            and all(state is FileState.INTACT for state in self.states.values())
            and not any(check.result is CheckResult.FAILED for check in self.checks)
        )
