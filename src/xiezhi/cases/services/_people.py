"""Who counts as 检察人员 in an act on a case."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from xiezhi.accounts.selectors.people import get_active_member
from xiezhi.accounts.selectors.posts import list_holders
from xiezhi.cases.models import Case
from xiezhi.cases.rules.people import COUNTED_ROLES, LEADING_ROLES, check_two
from xiezhi.cases.selectors.recused import recused_ids
from xiezhi.kernel.errors import RuleRefusedError


def investigators(case: Case, staff_ids: Collection[UUID], day: date) -> list[str]:
    """Return the labels of the 检察人员 who act together: two at least, none of them recused.

    A 特邀检察官助理, a grid member or whoever else helps is no member of staff and never counts.

    Raises:
        InvalidInputError: ``accounts.no_member``.
        RuleRefusedError: ``cases.two_staff_needed``, ``cases.recused``,
            ``cases.not_procuratorial``: an administrator without another post.
    """
    counted = {one for role in COUNTED_ROLES for one in list_holders(role, day)}
    recused = recused_ids(case)
    labels = []
    for staff_id in dict.fromkeys(staff_ids):
        member = get_active_member(staff_id)
        if staff_id in recused:
            raise RuleRefusedError("cases.recused", basis="办案规则第19条", person=member.label)
        if staff_id not in counted:
            raise RuleRefusedError(
                "cases.not_procuratorial", basis="办案规则第109条", person=member.label
            )
        labels.append(member.label)
    check_two(labels)
    return labels


def is_led_by_prosecutor(staff_ids: Collection[UUID], day: date) -> bool:
    """Tell whether one of those who act together is a 检察官."""
    leading = {one for role in LEADING_ROLES for one in list_holders(role, day)}
    return bool(leading & set(staff_ids))
