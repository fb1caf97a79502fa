"""Who works on a case, and who counts as 检察人员 (办案规则第6、36、109条)."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from xiezhi.accounts.rules.roles import Role
from xiezhi.kernel.errors import RuleRefusedError


class TeamRole(StrEnum):
    """The part somebody has in a case."""

    LEAD = "lead"
    PROSECUTOR = "prosecutor"
    ASSISTANT = "assistant"
    CLERK = "clerk"
    POLICE = "police"
    TECHNICIAN = "technician"
    SPECIAL_ASSISTANT = "special_assistant"
    EXPERT = "expert"


TEAM_LABELS: Final = {
    TeamRole.LEAD: "承办检察官",
    TeamRole.PROSECUTOR: "检察官",
    TeamRole.ASSISTANT: "检察官助理",
    TeamRole.CLERK: "书记员",
    TeamRole.POLICE: "司法警察",
    TeamRole.TECHNICIAN: "检察技术人员",
    TeamRole.SPECIAL_ASSISTANT: "特邀检察官助理",
    TeamRole.EXPERT: "有专门知识的人",
}
PROCURATORIAL: Final = frozenset(
    {
        TeamRole.LEAD,
        TeamRole.PROSECUTOR,
        TeamRole.ASSISTANT,
        TeamRole.CLERK,
        TeamRole.POLICE,
        TeamRole.TECHNICIAN,
    }
)
"""检察人员: 检察官 and 检察辅助人员. A 特邀检察官助理 never makes the second of two."""
MIN_INVESTIGATORS: Final = 2


COUNTED_ROLES: Final = frozenset(
    {
        Role.CHIEF_PROCURATOR,
        Role.DEPUTY_CHIEF,
        Role.DEPARTMENT_HEAD,
        Role.PROSECUTOR,
        Role.ASSISTANT,
        Role.CLERK,
    }
)
"""Posts of the office whose holders are 检察人员 (办案规则第109条)."""

LEADING_ROLES: Final = frozenset(
    {Role.CHIEF_PROCURATOR, Role.DEPUTY_CHIEF, Role.DEPARTMENT_HEAD, Role.PROSECUTOR}
)
"""Posts held by 检察官, who alone may lead a 勘验 (办案规则第42条)."""


def check_two(labels: Sequence[str]) -> None:
    """Refuse investigating by fewer than two 检察人员.

    Raises:
        RuleRefusedError: ``cases.two_staff_needed``.
    """
    if len(set(labels)) < MIN_INVESTIGATORS:
        raise RuleRefusedError("cases.two_staff_needed", basis="办案规则第36条")
