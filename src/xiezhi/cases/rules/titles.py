"""案件名称 as offices write it: proposed, never imposed."""

from collections.abc import Sequence

from xiezhi.cases.rules.kinds import CaseKind


def joined_names(names: Sequence[str]) -> str:
    """Return how a title names several: the first and 等."""
    named = [name.strip() for name in names if name.strip()]
    if not named:
        return "××"
    return f"{named[0]}等" if len(named) > 1 else named[0]


def propose_title(kind: CaseKind, names: Sequence[str], about: str) -> str:
    """Return the usual title of a case of a kind.

    Args:
        kind: of the case.
        names: of the organs, violators, addressees or plaintiffs.
        about: the area or the matter supervised, for example 河道.
    """
    whom, what = joined_names(names), about.strip() or "××"
    match kind:
        case CaseKind.ADMINISTRATIVE:
            return f"督促{whom}履行{what}监管职责行政公益诉讼案"
        case CaseKind.CIVIL:
            return f"{whom}{what}民事公益诉讼案"
        case CaseKind.INCIDENTAL:
            return f"{whom}{what}刑事附带民事公益诉讼案"
        case CaseKind.SUPPORT:
            return f"支持{whom}起诉案"
        case CaseKind.GOVERNANCE:
            return f"向{whom}制发社会治理检察建议案"


def title_for_one(title: str, names: Sequence[str], name: str) -> str:
    """Return a title that named several, naming one of them: for 分别立案."""
    together = joined_names(names)
    return title.replace(together, name, 1) if together in title else f"{title}（{name}）"
