"""Who works on a case, and requests for recusal, one at a time."""

from uuid import UUID

from xiezhi.cases.models import CaseMember, Recusal
from xiezhi.cases.selectors.rows import row_of
from xiezhi.kernel.actor import Actor


def access_member(acting: Actor, member_id: UUID, *, case_id: UUID) -> CaseMember:
    """Return somebody who works on a case the actor may see.

    Raises:
        NotFoundError: ``cases.no_such_row``.
    """
    found: CaseMember = row_of(
        CaseMember.objects.filter(id=member_id, until__isnull=True), acting, case_id
    )
    return found


def access_recusal(acting: Actor, recusal_id: UUID, *, case_id: UUID) -> Recusal:
    """Return a request on a case the actor may see.

    Raises:
        NotFoundError: ``cases.no_such_row``.
    """
    found: Recusal = row_of(Recusal.objects.filter(id=recusal_id), acting, case_id)
    return found
