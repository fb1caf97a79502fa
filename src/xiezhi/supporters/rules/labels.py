"""How supporters are shown: kind and number, never a name."""

from typing import Final

from xiezhi.supporters.rules.kinds import SupporterKind

SHORT_LABELS: Final = {
    SupporterKind.GRID_MEMBER: "网格员",
    SupporterKind.SPECIAL_ASSISTANT: "特邀检察官助理",
    SupporterKind.HEARING_OFFICER: "听证员",
    SupporterKind.MEDIATOR: "特约调解员",
    SupporterKind.YIXIN_VOLUNTEER: "志愿者",
}


def label_of(kind: SupporterKind, number: int) -> str:
    """Return the label of a supporter (网格员07)."""
    return f"{SHORT_LABELS[kind]}{number:02d}"
