"""What of the cases a person may see: one indexed condition, in the query, never a filter after it."""

from uuid import UUID

from django.db.models import Q, QuerySet

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.cases.models import Case, CaseMember, CasePaper
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.leads.selectors.access import own_ids


def visible_cases(acting: Actor) -> QuerySet[Case]:
    """Return the cases the actor may see: all, the department's, or those worked on.

    The rights are those of leads: whoever sees every lead sees every case.
    """
    cases: QuerySet[Case] = Case.objects.all()
    if may(acting, Action.VIEW_ALL_LEADS):
        return cases
    if not may(acting, Action.VIEW_OWN_LEADS):
        return cases.none()
    own = own_ids(acting)
    working = CaseMember.objects.filter(staff_id__in=own, until__isnull=True).values("case_id")
    condition = Q(handler_id__in=own) | Q(id__in=working)
    if may(acting, Action.VIEW_DEPARTMENT_LEADS) and acting.department_id is not None:
        condition |= Q(department_id=acting.department_id)
    return cases.filter(condition)


def access_case(acting: Actor, case_id: UUID, *, lock: bool = False) -> Case:
    """Return a case the actor may see; locked until the transaction ends when asked for.

    Raises:
        NotFoundError: ``cases.not_found``; whether it exists is not told.
    """
    cases = visible_cases(acting).filter(id=case_id)
    if lock:
        cases = cases.select_for_update(of=("self",))
    found = cases.first()
    if found is None:
        raise NotFoundError("cases.not_found")
    return found


def find_case(case_id: UUID) -> Case | None:
    """Return a case whoever asks, to speak of it in the words of its regime; None for none."""
    found: Case | None = Case.objects.filter(id=case_id).first()
    return found


def access_registered_paper(acting: Actor, paper_id: UUID, *, case_id: UUID) -> CasePaper:
    """Return a registered paper of a case the actor may see; a draft is none.

    Raises:
        NotFoundError: ``cases.no_paper``.
    """
    found = access_paper(acting, paper_id, case_id=case_id)
    if found.is_draft:
        raise NotFoundError("cases.no_paper")
    return found


def access_paper(acting: Actor, paper_id: UUID, *, case_id: UUID) -> CasePaper:
    """Return a paper of a case the actor may see.

    Raises:
        NotFoundError: ``cases.no_paper``.
    """
    papers = CasePaper.objects.filter(id=paper_id, case_id=case_id, case__in=visible_cases(acting))
    found: CasePaper | None = papers.select_related("case").first()
    if found is None:
        raise NotFoundError("cases.no_paper")
    return found
