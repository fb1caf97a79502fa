"""Words of a volume's cover and list that the case itself does not say."""

from typing import Final

from xiezhi.cases.rules.kinds import MAIN_ROLE, ROLE_LABELS, CaseKind, PartyRole

_CASES: Final = "公益诉讼检察卷宗（正卷）"
_GOVERNANCE: Final = "社会治理检察建议卷宗"
NO_HANDLER: Final = "承办检察官（未分派）"
NO_DATE: Final = "原件未注明日期"
# At most seven characters stand on the cover.
_SHORT: Final = {PartyRole.SUPERVISED: "被监督机关", PartyRole.PLAINTIFF: "原告"}


def volume_name(kind: CaseKind) -> str:
    """Return what the volume of a kind of case is called."""
    return _GOVERNANCE if kind is CaseKind.GOVERNANCE else _CASES


def parties_label(kind: CaseKind) -> str:
    """Return what those a case is about are called on the cover."""
    role = MAIN_ROLE[kind]
    return _SHORT.get(role, ROLE_LABELS[role])
