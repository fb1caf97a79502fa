"""Who works on a case: handler, assistants, clerk, and experts invited for this one case."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.people import get_active_member
from xiezhi.cases.models import Case, CaseMember, CaseParty
from xiezhi.cases.rules.people import TeamRole
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.letter_door import clocked
from xiezhi.cases.selectors.recused import recused_ids
from xiezhi.cases.services._interests import check_no_interest, words_for
from xiezhi.cases.services.told import tell_handler
from xiezhi.clocks.services.running import move_clocks
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError, RuleRefusedError
from xiezhi.ledger.services.acts import act
from xiezhi.partners.selectors.superiors import is_in_line
from xiezhi.supporters.models import Supporter
from xiezhi.supporters.selectors.on_duty import get_special_assistant_on_duty

RECUSAL: Final = "办案规则第19条"
STAFF_PARTS: Final = frozenset(
    {
        TeamRole.PROSECUTOR,
        TeamRole.ASSISTANT,
        TeamRole.CLERK,
        TeamRole.POLICE,
        TeamRole.TECHNICIAN,
    }
)


def assign_case(*, case_id: UUID, handler_id: UUID, acting: Actor, now: datetime) -> Case:
    """Give a case to a handler 分派; its clocks and alarms go along.

    Raises:
        InvalidInputError: ``accounts.no_member``.
        RuleRefusedError: ``cases.recused``, ``cases.has_interest``.
        ConflictError: ``cases.ended``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.ASSIGN_LEAD)
        case = _open(acting, case_id)
        member = get_active_member(handler_id)
        if member.id in recused_ids(case):
            raise RuleRefusedError("cases.recused", basis=RECUSAL, person=member.label)
        check_no_interest(case, member.label)
        today = legal_day(now)
        leading = CaseMember.objects.filter(case_id=case.id, role=TeamRole.LEAD, until__isnull=True)
        leading.update(until=today)
        CaseMember.objects.create(
            case=case, role=TeamRole.LEAD, staff_id=member.id, label=member.label, since=today
        )
        case.handler_id, case.department_id = member.id, member.department_id
        case.save(update_fields=["handler", "department"])
        move_clocks(clocked(case))
        record("cases.assign", "case", case.id, after={"handler": str(member.id)})
        tell_handler(case, "cases.assigned", acting=acting, now=now, key=f"{case.id}:{member.id}")
    return case


def add_member(
    *, case_id: UUID, staff_id: UUID, part: TeamRole, acting: Actor, now: datetime
) -> CaseMember:
    """Let a member of staff work on a case.

    Raises:
        InvalidInputError: ``accounts.no_member``, ``cases.no_such_part``.
        RuleRefusedError: ``cases.recused``, ``cases.has_interest``.
        ConflictError: ``cases.ended``, ``cases.in_team_already``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = _open(acting, case_id)
        if part not in STAFF_PARTS:
            raise InvalidInputError("cases.no_such_part")
        member = get_active_member(staff_id)
        if member.id in recused_ids(case):
            raise RuleRefusedError("cases.recused", basis=RECUSAL, person=member.label)
        check_no_interest(case, member.label)
        working = CaseMember.objects.filter(case_id=case.id, until__isnull=True)
        if working.filter(staff_id=member.id).exists():
            raise ConflictError("cases.in_team_already")
        made: CaseMember = CaseMember.objects.create(
            case=case, role=part, staff_id=member.id, label=member.label, since=legal_day(now)
        )
        record("cases.add_member", "case", case.id, after={"member": str(made.id)})
    return made


def invite_expert(
    *, case_id: UUID, supporter_id: UUID, part: TeamRole, acting: Actor, now: datetime
) -> CaseMember:
    """Invite a 特邀检察官助理 or expert to this case; never one of the organ the case is about, its superiors or those under it.

    Raises:
        InvalidInputError: ``supporters.not_on_duty``, ``cases.no_such_part``.
        RuleRefusedError: ``cases.of_the_organ``: sent by a unit the case is about, or by one above or
            under it today; ``cases.has_interest``.
        ConflictError: ``cases.ended``, ``cases.in_team_already``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = _open(acting, case_id)
        if part not in {TeamRole.SPECIAL_ASSISTANT, TeamRole.EXPERT}:
            raise InvalidInputError("cases.no_such_part")
        supporter = get_special_assistant_on_duty(supporter_id, legal_day(now))
        _check_not_of_the_organ(case, supporter, legal_day(now))
        check_no_interest(case, words_for(supporter))
        working = CaseMember.objects.filter(case_id=case.id, until__isnull=True)
        if working.filter(supporter_id=supporter.id).exists():
            raise ConflictError("cases.in_team_already")
        made: CaseMember = CaseMember.objects.create(
            case=case,
            role=part,
            supporter_id=supporter.id,
            label=supporter.label,
            since=legal_day(now),
        )
        record("cases.invite_expert", "case", case.id, after={"member": str(made.id)})
    return made


def _check_not_of_the_organ(case: Case, supporter: Supporter, day: date) -> None:
    parties = CaseParty.objects.filter(case_id=case.id, unit__isnull=False)
    organs = list(parties.values_list("unit_id", flat=True))
    if supporter.unit_id is not None and is_in_line(supporter.unit_id, organs, day):
        raise RuleRefusedError("cases.of_the_organ", basis=RECUSAL, person=supporter.label)


def release_member(*, case_id: UUID, member_id: UUID, acting: Actor, now: datetime) -> CaseMember:
    """Note that somebody works on a case no more; the handler is replaced instead.

    Raises:
        InvalidInputError: ``cases.no_member``.
        ConflictError: ``cases.handler_is_replaced``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = access_case(acting, case_id, lock=True)
        member = case.members.filter(id=member_id, until__isnull=True).first()
        if member is None:
            raise InvalidInputError("cases.no_member")
        if member.role == TeamRole.LEAD:
            raise ConflictError("cases.handler_is_replaced")
        member.until = legal_day(now)
        member.save(update_fields=["until"])
        record("cases.release_member", "case", case.id, after={"member": str(member.id)})
    return member


def _open(acting: Actor, case_id: UUID) -> Case:
    case = access_case(acting, case_id, lock=True)
    if not case.is_open:
        raise ConflictError("cases.ended")
    return case
