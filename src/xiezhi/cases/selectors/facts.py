"""What the guards of a case's procedure ask about, gathered from its rows and from the act."""

from datetime import date

from django.db.models import QuerySet

from xiezhi.accounts.selectors.offices import level_of_office
from xiezhi.cases.models import (
    Case,
    CasePaper,
    CaseParty,
    CaseStep,
    Commission,
    EvidenceItem,
    FollowUp,
    PaperDelivery,
)
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import APPEAL_RULES
from xiezhi.cases.rules.facts import CaseFacts
from xiezhi.cases.rules.grounds import Finding
from xiezhi.cases.rules.kinds import MAIN_ROLE, CaseKind
from xiezhi.cases.rules.papers import ANSWERED, SET_ASIDE, PaperKind
from xiezhi.cases.rules.people import MIN_INVESTIGATORS
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.rules.suing import may_sue
from xiezhi.cases.selectors.unstarted_appeals import find_unstarted_appeal
from xiezhi.clocks.selectors.running import find_last_day
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.matters import MatterKind
from xiezhi.law.areas import AreaOnDay, area_on
from xiezhi.letters.selectors.notes import is_urged

MARTYRS = "martyrs"


def facts_of(case: Case, claims: Claims, today: date) -> CaseFacts:
    """Return the facts of a case as an act finds and claims them."""
    evidence = EvidenceItem.objects.filter(case_id=case.id, withdrawn_at__isnull=True)
    looks = _looks(case)
    last = looks.first()
    rectification = claims.rectification_due_on or case.rectification_due_on
    area = _area(case)
    events = set(CaseStep.objects.filter(case_id=case.id).values_list("event", flat=True))
    appeal_until, is_unstarted = _appeal_until(case)
    return CaseFacts(
        has_main_party=CaseParty.objects.filter(
            case_id=case.id, role=MAIN_ROLE[CaseKind(case.kind)]
        ).exists(),
        is_serious_and_unknown=claims.is_serious_and_unknown,
        is_interest_harmed=claims.is_interest_harmed,
        is_duty_neglected=claims.is_duty_neglected,
        is_area_open=_is_area_open(case, area),
        is_filing_served=_is_served(case, PaperKind.FILING_DECISION),
        evidence=evidence.count(),
        lone_evidence=evidence.filter(collector_count__lt=MIN_INVESTIGATORS).count(),
        has_rectification_due=rectification is not None,
        has_objection_days=bool(claims.objection_days or case.objection_days),
        is_rectification_over=CaseEvent.TAKE_OVER in events
        or (rectification is not None and rectification < today),
        is_announcement_over=case.announcement_due_on is not None
        and case.announcement_due_on < today,
        visits=looks.count(),
        finding=Finding(last.finding) if last is not None else None,
        not_performed=claims.not_performed,
        ground=claims.ground,
        conditions=claims.conditions,
        open_commissions=Commission.objects.filter(
            case_id=case.id, returned_on__isnull=True
        ).count(),
        has_supported=_has_supported(case),
        has_own_suggestion=CaseEvent.DECIDE_SUGGESTION in events,
        urgent_reply_days=claims.urgent_reply_days,
        is_urgency_explained=bool(claims.urgent_reason.strip()),
        may_sue=_may_sue(case, area),
        is_about_martyrs=case.area == MARTYRS,
        has_criminal_case=bool(claims.criminal_case or case.criminal_case),
        was_urged=is_urged(MatterKind.CASE, case.id),
        was_appealed=bool(events & {CaseEvent.APPEAL, CaseEvent.RECEIVE_APPEAL}),
        has_own_appeal=CaseEvent.APPEAL in events,
        is_appeal_running=appeal_until is not None,
        is_appeal_over=appeal_until is not None and appeal_until < today,
        is_appeal_uncounted=is_unstarted,
    )


def _appeal_until(case: Case) -> tuple[date | None, bool]:
    """Return the last day of the office's appeal, and whether no clock counts it.

    Asked only where a judgment may be appealed.
    """
    if case.state not in {CaseState.JUDGED, CaseState.APPEALED}:
        return None, False
    counted = find_last_day(case.id, APPEAL_RULES)
    if counted is not None:
        return counted, False
    unstarted = find_unstarted_appeal(case)
    return (None, False) if unstarted is None else (unstarted.due_on, True)


def _area(case: Case) -> AreaOnDay | None:
    return area_on(case.area, case.law_day) if case.area else None


def _is_area_open(case: Case, area: AreaOnDay | None) -> bool:
    if area is None:
        return case.kind == CaseKind.GOVERNANCE
    if case.kind == CaseKind.ADMINISTRATIVE:
        return area.area.supports_administrative is not False
    return area.area.supports_civil is not False


def _may_sue(case: Case, area: AreaOnDay | None) -> bool:
    return may_sue(
        CaseKind(case.kind),
        level_of_office(current_tenant()),
        is_open_to_county=area is None or area.area.county_may_sue,
    )


def standing_suggestion(case: Case) -> CasePaper | None:
    """Return the suggestion of this office that stands, or the decision that changed it last."""
    papers = CasePaper.objects.filter(case_id=case.id, is_draft=False, voided_at__isnull=True)
    last: CasePaper | None = (
        papers.filter(kind__in=sorted(ANSWERED | SET_ASIDE))
        .order_by("-decided_on", "-entered_at")
        .first()
    )
    return None if last is None or last.kind == PaperKind.SUGGESTION_WITHDRAWAL else last


def _looks(case: Case) -> QuerySet[FollowUp]:
    """Return the follow-up investigations of the suggestion that stands, the last one first.

    What was seen before it was changed or withdrawn says nothing of what the new one asks.
    """
    looks = FollowUp.objects.filter(case_id=case.id).order_by("-done_on", "-entered_at")
    events = [CaseEvent.CHANGE_SUGGESTION, CaseEvent.WITHDRAW_SUGGESTION]
    changes = CaseStep.objects.filter(case_id=case.id, event__in=events)
    changed_on = changes.order_by("-at").values_list("decided_on", flat=True).first()
    return looks if changed_on is None else looks.filter(done_on__gte=changed_on)


def _is_served(case: Case, kind: PaperKind) -> bool:
    served: bool = PaperDelivery.objects.filter(
        paper__case_id=case.id,
        paper__kind=kind,
        paper__voided_at__isnull=True,
        served_on__isnull=False,
    ).exists()
    return served


def _has_supported(case: Case) -> bool:
    """Another case of this office supports a suit over one of the same leads."""
    leads = case.lead_links.values("lead_id")
    found: bool = Case.objects.filter(
        kind=CaseKind.SUPPORT, state=CaseState.SUPPORTING, lead_links__lead_id__in=leads
    ).exists()
    return found
