"""Roles held in an office and beside it. Codes are stored; labels are gettext message ids."""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """A post or duty that carries rights."""

    CHIEF_PROCURATOR = "chief_procurator"
    DEPUTY_CHIEF = "deputy_chief"
    DEPARTMENT_HEAD = "department_head"
    PROSECUTOR = "prosecutor"
    ASSISTANT = "assistant"
    CLERK = "clerk"
    LIAISON = "liaison"
    CASE_MANAGEMENT = "case_management"
    PETITION_OFFICER = "petition_officer"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"
    UNIT_LIAISON = "unit_liaison"
    GRID_MEMBER = "grid_member"
    SPECIAL_ASSISTANT = "special_assistant"
    HEARING_OFFICER = "hearing_officer"
    MEDIATOR = "mediator"


ROLE_LABELS: Final = {
    Role.CHIEF_PROCURATOR: "检察长",
    Role.DEPUTY_CHIEF: "副检察长",
    Role.DEPARTMENT_HEAD: "部门负责人",
    Role.PROSECUTOR: "承办检察官",
    Role.ASSISTANT: "检察官助理",
    Role.CLERK: "书记员",
    Role.LIAISON: "联络员（内勤）",
    Role.CASE_MANAGEMENT: "案件管理部门",
    Role.PETITION_OFFICER: "控告申诉检察部门",
    Role.SYSTEM_ADMIN: "系统管理员",
    Role.SECURITY_ADMIN: "安全管理员",
    Role.AUDIT_ADMIN: "审计管理员",
    Role.UNIT_LIAISON: "协作单位联络员",
    Role.GRID_MEMBER: "公益诉讼网格员",
    Role.SPECIAL_ASSISTANT: "特邀检察官助理",
    Role.HEARING_OFFICER: "听证员",
    Role.MEDIATOR: "特约调解员",
}

ADMINISTRATORS: Final = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
STAFF_ROLES: Final = frozenset(
    {
        Role.CHIEF_PROCURATOR,
        Role.DEPUTY_CHIEF,
        Role.DEPARTMENT_HEAD,
        Role.PROSECUTOR,
        Role.ASSISTANT,
        Role.CLERK,
        Role.LIAISON,
        Role.CASE_MANAGEMENT,
        Role.PETITION_OFFICER,
        *ADMINISTRATORS,
    }
)
