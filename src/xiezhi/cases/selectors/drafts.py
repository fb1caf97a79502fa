"""草稿 of a case's papers, and what the case itself fills into a new one."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from xiezhi.cases.models import (
    Case,
    CaseLead,
    CaseMember,
    CasePaper,
    CaseParty,
    EvidenceItem,
    FollowUp,
)
from xiezhi.cases.rules.grounds import NotPerformed
from xiezhi.cases.rules.kinds import MAIN_ROLE, CaseKind, PartyRole
from xiezhi.cases.rules.papers import ANSWERED, SUGGESTIONS, PaperKind
from xiezhi.cases.rules.people import PROCURATORIAL, TeamRole
from xiezhi.cases.selectors.access import access_paper
from xiezhi.documents.papers.case.definitions import PaperDefinition
from xiezhi.documents.papers.case.rules.vocabulary import period_days
from xiezhi.documents.papers.case.values import Filled
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.areas import area_register
from xiezhi.law.sources import source_register

MAX_DRAFTS: Final = 100
_FLOWS: Final = {
    CaseKind.ADMINISTRATIVE: "administrative",
    CaseKind.CIVIL: "civil",
    CaseKind.INCIDENTAL: "criminal_civil",
}
_CHECKED: Final = {"all": "all", "part": "partly", "none": "none"}
_FAILURES: Final = {
    NotPerformed.NO_REPLY: "no_reply",
    NotPerformed.NOT_CARRIED_OUT: "not_executed",
    NotPerformed.REPLY_ONLY: "partly",
    NotPerformed.CRIMINAL_ONLY: "after_crime",
    NotPerformed.NOT_RESUMED: "not_resumed",
    NotPerformed.UNLAWFUL_MEASURE: "unlawful_measure",
    NotPerformed.OTHER: "other",
}
"""办案规则第82条, as the papers' own list names its seven items."""


def list_drafts(case: Case) -> tuple[CasePaper, ...]:
    """Return the drafts of a case, last written first."""
    rows = CasePaper.objects.filter(case_id=case.id, is_draft=True, voided_at__isnull=True)
    return tuple(rows.order_by("-entered_at")[:MAX_DRAFTS])


def access_draft(acting: Actor, draft_id: UUID, *, case_id: UUID) -> CasePaper:
    """Return a draft of a case the actor may see.

    Raises:
        NotFoundError: ``cases.no_paper``: none, or a registered paper.
    """
    found = access_paper(acting, draft_id, case_id=case_id)
    if not found.is_draft or found.voided_at is not None:
        raise NotFoundError("cases.no_paper")
    return found


def filled_from_case(case: Case, known: PaperDefinition) -> Mapping[str, Filled]:
    """Return what the case knows of the fields a paper asks for; the words of reports never."""
    found: dict[str, Filled | None] = {
        **_of_case(case),
        **_of_parties(case),
        **_of_people(case),
        **_of_suggestion(case),
        **_of_visit(case),
        "evidence_items": [
            {"name": one.title, "quantity": "1", "origin": one.source}
            for one in EvidenceItem.objects.filter(
                case_id=case.id, withdrawn_at__isnull=True
            ).order_by("position", "id")
        ],
    }
    return {key: value for key, value in found.items() if value and key in known.by_key}


def urgency_of_draft(case: Case) -> tuple[int | None, str]:
    """Return the days and the reason of the last draft of a suggestion that asks for a reply soon."""
    kinds = sorted(ANSWERED)
    draft = next((one for one in list_drafts(case) if one.kind in kinds), None)
    if draft is None:
        return None, ""
    reason = str(draft.values.get("urgent_reason") or "").strip()
    days = period_days(str(draft.values.get("reply_within") or ""))
    return (days, reason) if reason and days else (None, "")


def _of_case(case: Case) -> dict[str, Filled | None]:
    areas = {one.key: one.name for one in area_register().areas}
    links = CaseLead.objects.filter(case_id=case.id).select_related("lead")
    leads = [link.lead for link in links.order_by("linked_at", "id")]
    sources = {one.source.value: one.label for one in source_register().sources.values()}
    return {
        "case_name": case.title,
        "flow": _FLOWS.get(CaseKind(case.kind), ""),
        "area": areas.get(case.area, ""),
        "filed_on": case.filed_on,
        "harm": case.summary,
        "facts": case.summary,
        "clue": "、".join(one.title for one in leads),
        "source": "、".join(dict.fromkeys(sources.get(one.source, "") for one in leads)),
        "lead_number": "、".join(f"{one.year}-{one.number}" for one in leads),
        "found_on": min((legal_day(one.registered_at) for one in leads), default=None),
        "rectify_due": case.rectification_due_on,
        "replied_on": case.replied_on,
        "charge": "",
    }


def _of_parties(case: Case) -> dict[str, Filled | None]:
    rows = list(CaseParty.objects.filter(case_id=case.id).order_by("position", "id"))
    first = {one.role: one.name for one in reversed(rows)}
    main = first.get(MAIN_ROLE[CaseKind(case.kind)], "")
    return {
        "organ": first.get(PartyRole.SUPERVISED, ""),
        "unit": main,
        "addressee": main,
        "wrongdoer": first.get(PartyRole.VIOLATOR, ""),
        "defendant": main,
        "plaintiff": first.get(PartyRole.PLAINTIFF, ""),
        "duty": "；".join(filter(None, (one.duty_basis for one in rows))),
    }


def _of_people(case: Case) -> dict[str, Filled | None]:
    rows = CaseMember.objects.filter(case_id=case.id, until__isnull=True).order_by("since", "id")
    people = [one for one in rows if one.role in PROCURATORIAL]
    clerk = next((one.label for one in people if one.role == TeamRole.CLERK), "")
    return {
        "investigators": [one.label for one in people],
        "handler": case.handler.label if case.handler_id and case.handler else "",
        "recorder": clerk,
    }


def _of_suggestion(case: Case) -> dict[str, Filled | None]:
    rows = CasePaper.objects.filter(case_id=case.id, is_draft=False, voided_at__isnull=True)
    papers = {one.kind: one for one in rows.order_by("decided_on", "entered_at")}
    suggestion = next((papers[kind] for kind in SUGGESTIONS if kind in papers), None)
    suspension = papers.get(PaperKind.SUSPENSION_DECISION)
    served: date | None = None
    if suggestion is not None:
        served = (
            suggestion.deliveries.filter(served_on__isnull=False)
            .order_by("served_on")
            .values_list("served_on", flat=True)
            .first()
        )
    return {
        "suggestion_number": suggestion.number if suggestion else "",
        "suggested_on": suggestion.decided_on if suggestion else None,
        "served_on": served,
        "suspension_number": suspension.number if suspension else "",
        "suspended_on": suspension.decided_on if suspension else None,
    }


def _of_visit(case: Case) -> dict[str, Filled | None]:
    last = FollowUp.objects.filter(case_id=case.id).order_by("-done_on", "-entered_at").first()
    if last is None:
        return {}
    return {
        "checked_on": last.done_on,
        "checked": _CHECKED[last.finding],
        "place": last.place,
        "findings": last.words,
        "follow_up": last.words,
        "present": list(last.helpers),
        "failures": [_FAILURES[NotPerformed(one)] for one in last.not_performed],
    }
