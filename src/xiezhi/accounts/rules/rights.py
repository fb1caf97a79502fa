"""Who may do what: one table, role × action. Object conditions are the `access_*` selectors'."""

from enum import StrEnum
from typing import Final

from xiezhi.accounts.rules.roles import Role
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import NotAllowedError, StepUpRequiredError


class Action(StrEnum):
    """An act or a sight that needs a right."""

    # Information pool.
    VIEW_POOL = "view_pool"
    SCREEN_REPORT = "screen_report"
    REGISTER_LEAD = "register_lead"
    CALL_REPORTER = "call_reporter"
    TALK_WITH_REPORTER = "talk_with_reporter"
    IMPORT_REPORTS = "import_reports"
    # A sealed reporter's identity.
    REQUEST_OPENING = "request_opening"
    APPROVE_OPENING = "approve_opening"
    SECOND_OPENING = "second_opening"
    VIEW_OPENINGS = "view_openings"
    ANSWER_ERASURE = "answer_erasure"
    # Leads.
    VIEW_OWN_LEADS = "view_own_leads"
    VIEW_DEPARTMENT_LEADS = "view_department_leads"
    VIEW_ALL_LEADS = "view_all_leads"
    ASSIGN_LEAD = "assign_lead"
    HANDLE_LEAD = "handle_lead"
    REVIEW_ASSESSMENT = "review_assessment"
    DECIDE_LEAD = "decide_lead"
    RECORD_DECISION = "record_decision"
    MERGE_LEADS = "merge_leads"
    EXPORT_LEDGER = "export_ledger"
    PREPARE_RETURN = "prepare_return"
    LOCK_RETURN = "lock_return"
    # Cases.
    OPEN_CASE = "open_case"
    HANDLE_CASE = "handle_case"
    DECIDE_CASE = "decide_case"
    # Letters to organs and tasks.
    REFER_TO_ORGAN = "refer_to_organ"
    RECORD_PAPER_REPLY = "record_paper_reply"
    CHECK_LETTER = "check_letter"
    ISSUE_LETTER = "issue_letter"
    SEND_FIELD_TASK = "send_field_task"
    # Deputies' suggestions, CPPCC proposals, campaigns.
    SCREEN_PROPOSAL = "screen_proposal"
    CONVERT_PROPOSAL = "convert_proposal"
    ANSWER_PROPOSAL = "answer_proposal"
    MANAGE_CAMPAIGNS = "manage_campaigns"
    # Packages between zones and offices.
    EXPORT_PACKAGE = "export_package"
    REVIEW_PACKAGE = "review_package"
    IMPORT_PACKAGE = "import_package"
    # People and office.
    HAND_OVER = "hand_over"
    DELEGATE = "delegate"
    MANAGE_UNITS = "manage_units"
    MANAGE_SUPPORTERS = "manage_supporters"
    MANAGE_STAFF = "manage_staff"
    GRANT_ROLES = "grant_roles"
    MANAGE_OFFICE = "manage_office"
    MANAGE_OWN_RULES = "manage_own_rules"
    VIEW_AUDIT_LOG = "view_audit_log"
    VIEW_HEALTH = "view_health"
    VIEW_STYLE = "view_style"
    VIEW_LAW = "view_law"
    # Outside parties.
    ANSWER_REFERRAL = "answer_referral"
    GIVE_LEAD = "give_lead"
    DO_FIELD_TASK = "do_field_task"
    VIEW_OWN_REPORTS = "view_own_reports"
    ATTEND_TRAINING = "attend_training"


_HANDLING: Final = frozenset(
    {
        Action.VIEW_POOL,
        Action.SCREEN_REPORT,
        Action.REGISTER_LEAD,
        Action.CALL_REPORTER,
        Action.TALK_WITH_REPORTER,
        Action.VIEW_OWN_LEADS,
        Action.HANDLE_LEAD,
        Action.MERGE_LEADS,
        Action.OPEN_CASE,
        Action.HANDLE_CASE,
        Action.REFER_TO_ORGAN,
        Action.RECORD_PAPER_REPLY,
        Action.SEND_FIELD_TASK,
        Action.EXPORT_LEDGER,
        Action.PREPARE_RETURN,
        Action.DELEGATE,
        Action.VIEW_STYLE,
        Action.VIEW_LAW,
    }
)
_REQUESTING: Final = frozenset({Action.REQUEST_OPENING, Action.ANSWER_ERASURE})
_PROPOSALS: Final = frozenset(
    {
        Action.SCREEN_PROPOSAL,
        Action.CONVERT_PROPOSAL,
        Action.ANSWER_PROPOSAL,
        Action.MANAGE_CAMPAIGNS,
    }
)
_PACKAGES: Final = frozenset({Action.EXPORT_PACKAGE, Action.REVIEW_PACKAGE, Action.IMPORT_PACKAGE})
_ADMIN_BASICS: Final = frozenset({Action.VIEW_STYLE, Action.VIEW_LAW})

RIGHTS: Final[dict[Role, frozenset[Action]]] = {
    Role.CHIEF_PROCURATOR: frozenset(
        {
            Action.APPROVE_OPENING,
            Action.VIEW_OPENINGS,
            Action.CHECK_LETTER,
            Action.ISSUE_LETTER,
            Action.VIEW_POOL,
            Action.VIEW_OWN_LEADS,
            Action.VIEW_ALL_LEADS,
            Action.ASSIGN_LEAD,
            Action.REVIEW_ASSESSMENT,
            Action.DECIDE_LEAD,
            Action.DECIDE_CASE,
            Action.HAND_OVER,
            Action.DELEGATE,
            Action.EXPORT_LEDGER,
            Action.PREPARE_RETURN,
            Action.VIEW_STYLE,
            Action.VIEW_LAW,
        }
    ),
    Role.DEPUTY_CHIEF: frozenset(
        {
            Action.SECOND_OPENING,
            Action.CHECK_LETTER,
            Action.ISSUE_LETTER,
            Action.VIEW_POOL,
            Action.VIEW_OWN_LEADS,
            Action.VIEW_ALL_LEADS,
            Action.ASSIGN_LEAD,
            Action.REVIEW_ASSESSMENT,
            Action.HAND_OVER,
            Action.DELEGATE,
            Action.EXPORT_LEDGER,
            Action.PREPARE_RETURN,
            Action.VIEW_STYLE,
            Action.VIEW_LAW,
        }
    ),
    Role.DEPARTMENT_HEAD: _HANDLING
    | _PACKAGES
    | _PROPOSALS
    | _REQUESTING
    | {
        Action.CHECK_LETTER,
        Action.VIEW_DEPARTMENT_LEADS,
        Action.ASSIGN_LEAD,
        Action.REVIEW_ASSESSMENT,
        Action.RECORD_DECISION,
        Action.HAND_OVER,
        Action.IMPORT_REPORTS,
        Action.MANAGE_UNITS,
        Action.MANAGE_SUPPORTERS,
        Action.MANAGE_OWN_RULES,
        Action.LOCK_RETURN,
    },
    Role.PROSECUTOR: _HANDLING
    | _PROPOSALS
    | _REQUESTING
    | {Action.RECORD_DECISION, Action.CHECK_LETTER},
    Role.ASSISTANT: _HANDLING | _PROPOSALS | {Action.RECORD_DECISION},
    Role.CLERK: _PROPOSALS
    | frozenset(
        {
            Action.EXPORT_PACKAGE,
            Action.IMPORT_PACKAGE,
            Action.VIEW_POOL,
            Action.SCREEN_REPORT,
            Action.REGISTER_LEAD,
            Action.VIEW_OWN_LEADS,
            Action.VIEW_DEPARTMENT_LEADS,
            Action.RECORD_DECISION,
            Action.RECORD_PAPER_REPLY,
            Action.EXPORT_LEDGER,
            Action.PREPARE_RETURN,
            Action.IMPORT_REPORTS,
            Action.VIEW_STYLE,
            Action.VIEW_LAW,
        }
    ),
    Role.LIAISON: _HANDLING
    | _PACKAGES
    | _PROPOSALS
    | {
        Action.CHECK_LETTER,
        Action.VIEW_DEPARTMENT_LEADS,
        Action.IMPORT_REPORTS,
        Action.MANAGE_UNITS,
        Action.MANAGE_SUPPORTERS,
        Action.MANAGE_OWN_RULES,
        Action.RECORD_DECISION,
    },
    Role.CASE_MANAGEMENT: frozenset(
        {
            Action.SECOND_OPENING,
            Action.EXPORT_PACKAGE,
            Action.REVIEW_PACKAGE,
            Action.IMPORT_PACKAGE,
            Action.VIEW_POOL,
            Action.VIEW_OWN_LEADS,
            Action.VIEW_ALL_LEADS,
            Action.EXPORT_LEDGER,
            Action.PREPARE_RETURN,
            Action.LOCK_RETURN,
            Action.VIEW_STYLE,
            Action.VIEW_LAW,
        }
    ),
    Role.PETITION_OFFICER: frozenset(
        {
            Action.SECOND_OPENING,
            Action.VIEW_POOL,
            Action.SCREEN_REPORT,
            Action.TALK_WITH_REPORTER,
            Action.VIEW_STYLE,
            Action.VIEW_LAW,
        }
    ),
    Role.SYSTEM_ADMIN: _ADMIN_BASICS
    | {
        Action.MANAGE_OFFICE,
        Action.MANAGE_OWN_RULES,
        Action.MANAGE_STAFF,
        Action.VIEW_HEALTH,
    },
    Role.SECURITY_ADMIN: _ADMIN_BASICS | {Action.GRANT_ROLES, Action.HAND_OVER},
    Role.AUDIT_ADMIN: _ADMIN_BASICS | {Action.VIEW_AUDIT_LOG, Action.VIEW_OPENINGS},
    Role.UNIT_LIAISON: frozenset({Action.ANSWER_REFERRAL, Action.GIVE_LEAD}),
    Role.GRID_MEMBER: frozenset(
        {Action.DO_FIELD_TASK, Action.VIEW_OWN_REPORTS, Action.ATTEND_TRAINING}
    ),
    Role.SPECIAL_ASSISTANT: frozenset({Action.ATTEND_TRAINING}),
    Role.HEARING_OFFICER: frozenset({Action.ATTEND_TRAINING}),
    Role.MEDIATOR: frozenset({Action.ATTEND_TRAINING}),
}

STEP_UP: Final = frozenset(
    {
        Action.GRANT_ROLES,
        Action.HAND_OVER,
        Action.MANAGE_STAFF,
        Action.APPROVE_OPENING,
        Action.SECOND_OPENING,
    }
)


def may(acting: Actor, action: Action) -> bool:
    """Return whether any held role carries the right, step-up not considered."""
    if acting.kind is ActorKind.SYSTEM:
        return True
    return any(action in RIGHTS[Role(role)] for role in acting.roles)


def require(acting: Actor, action: Action) -> None:
    """Refuse the act unless the actor may do it.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        StepUpRequiredError: ``accounts.step_up``; the right is there, the fresh proof is not.
    """
    if not may(acting, action):
        raise NotAllowedError("accounts.no_right", action=action)
    if action in STEP_UP and acting.kind is ActorKind.STAFF and not acting.is_stepped_up:
        raise StepUpRequiredError("accounts.step_up", action=action)
