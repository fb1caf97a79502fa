"""反映人类别: what sort of party reported, never who."""

from enum import StrEnum
from typing import Final

from xiezhi.law.sources import IntakeChannel


class ReporterKind(StrEnum):
    """What a worklist shows of a reporter."""

    GRID_MEMBER = "grid_member"
    SUPPORTER = "supporter"
    PUBLIC = "public"
    DEPUTY = "deputy"
    ORGAN = "organ"
    OWN_OFFICE = "own_office"


REPORTER_KIND_LABELS: Final = {
    ReporterKind.GRID_MEMBER: "网格员",
    ReporterKind.SUPPORTER: "其他社会支持人员",
    ReporterKind.PUBLIC: "群众",
    ReporterKind.DEPUTY: "代表委员",
    ReporterKind.ORGAN: "机关转交",
    ReporterKind.OWN_OFFICE: "本院发现",
}
_BY_CHANNEL: Final = {
    IntakeChannel.DEPUTY_SUGGESTION: ReporterKind.DEPUTY,
    IntakeChannel.CPPCC_PROPOSAL: ReporterKind.DEPUTY,
    IntakeChannel.AGENCY_TRANSFER: ReporterKind.ORGAN,
    IntakeChannel.SUPERIOR_ASSIGNMENT: ReporterKind.ORGAN,
    IntakeChannel.PROCURATORATE_TRANSFER: ReporterKind.ORGAN,
    IntakeChannel.INTERNAL_TRANSFER: ReporterKind.OWN_OFFICE,
    IntakeChannel.CASEWORK: ReporterKind.OWN_OFFICE,
}


def reporter_kind(channel: IntakeChannel, supporter_kind: str) -> ReporterKind:
    """Return the kind of reporter; ``supporter_kind`` is "" when nobody on duty reported."""
    if supporter_kind == ReporterKind.GRID_MEMBER:
        return ReporterKind.GRID_MEMBER
    if supporter_kind:
        return ReporterKind.SUPPORTER
    return _BY_CHANNEL.get(channel, ReporterKind.PUBLIC)
