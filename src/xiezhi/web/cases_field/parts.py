"""What the tabs 证据与会议, 整改 and 人员与回避 of a case's page show."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.cases.models import FollowUp, LookBack, Outcome, PlacePicture, Recusal
from xiezhi.cases.rules.clocks import REVIEWS
from xiezhi.cases.rules.evidence import (
    COMMISSION_LABELS,
    EVIDENCE_LABELS,
    WAY_LABELS,
    CollectionWay,
    CommissionKind,
    EvidenceKind,
)
from xiezhi.cases.rules.follow_up import (
    LOOK_BACK_LABELS,
    UNIT_LABELS,
    LookBackResult,
    OutcomeUnit,
)
from xiezhi.cases.rules.grounds import FINDING_LABELS, NOT_PERFORMED_LABELS, Finding, NotPerformed
from xiezhi.cases.rules.kinds import DECIDER_LABELS, Decider
from xiezhi.cases.rules.meetings import MEETING_LABELS, MeetingKind
from xiezhi.cases.rules.people import TEAM_LABELS, TeamRole
from xiezhi.cases.rules.recusal import (
    OUTCOME_LABELS,
    RECUSAL_GROUND_LABELS,
    RecusalGround,
    RecusalOutcome,
)
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.selectors.case_page import CasePage
from xiezhi.cases.selectors.evidence import (
    commissions_of,
    evidence_of,
    list_report_pictures,
    meetings_of,
)
from xiezhi.cases.selectors.pictures import pictures_of_evidence
from xiezhi.cases.selectors.rectification import (
    PicturePair,
    Visit,
    look_back_pairs_of,
    look_backs_of,
    outcomes_of,
    signals_of,
    totals_of,
    visits_of,
)
from xiezhi.cases.services.follow_ups import FOLLOWED
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.web.evidence.shown import open_url, record_url

Shown = dict[str, Any]


def evidence_part(acting: Actor, page: CasePage) -> Shown:
    """Return the evidence list, expert work and meetings."""
    case = page.case
    found = evidence_of(case)
    shots = pictures_of_evidence(case)
    may_change = may(acting, Action.HANDLE_CASE)
    materials = list_report_pictures(case)
    return {
        "materials": [
            {"thumb_url": file_url(one, "thumbnail"), "record_url": record_url(one)}
            for one in materials
        ],
        "evidence": [_evidence(one, shots.get(one.id, ())) for one in found.standing],
        "withdrawn": [_evidence(one, ()) for one in found.withdrawn],
        "commissions": [
            {
                "row": one,
                "kind": _(COMMISSION_LABELS[CommissionKind(one.kind)]),
                "letter_url": file_url(one.letter_file_id),
                "result_url": file_url(one.result_file_id),
            }
            for one in commissions_of(case)
        ],
        "meetings": [
            {
                "row": one.meeting,
                "kind": _(MEETING_LABELS[MeetingKind(one.meeting.kind)]),
                "duties": one.duties,
                "sign_in_url": file_url(one.meeting.sign_in_file_id),
                "minutes_url": file_url(one.meeting.minutes_file_id),
            }
            for one in meetings_of(case)
        ],
        "unfixed": len(materials) if may_change and case.is_open else 0,
        "may_change": may_change and case.is_open,
        "may_note": may_change,
        "may_export": may(acting, Action.EXPORT_LEDGER),
        "today": _today(),
    }


def rectification_part(acting: Actor, page: CasePage) -> Shown:
    """Return follow-ups, outcomes with totals, looks by grid members and 回头看."""
    case = page.case
    may_handle = may(acting, Action.HANDLE_CASE)
    visits, looks = visits_of(case), look_back_pairs_of(case)
    return {
        "visits": [visit_shown(one) for one in visits],
        "outcomes": [_outcome(one) for one in outcomes_of(case)],
        "totals": [
            {"unit": _(UNIT_LABELS[unit]), "total": plain(total)}
            for unit, total in totals_of(case).items()
        ],
        "signals": signals_of(case),
        "look_backs": [
            look_back_shown(one, _today()) | {"pairs": look_pairs_shown(looks.get(one.id, ()))}
            for one in look_backs_of(case)
        ],
        "has_pairs": bool(looks or visits),
        "may_follow": may_handle and case.state in FOLLOWED,
        "may_outcome": may_handle,
        "may_ask": may(acting, Action.SEND_FIELD_TASK),
        "may_plan": may_handle and case.state == CaseState.CLOSED,
        "may_lead": may(acting, Action.REGISTER_LEAD),
        "may_call_off": may(acting, Action.ASSIGN_LEAD),
    }


def people_part(acting: Actor, page: CasePage) -> Shown:
    """Return who works on the case and the requests for recusal, each with what may be done."""
    case = page.case
    is_typist = may(acting, Action.RECORD_DECISION)
    is_reviewing = any(one.due.rule_key in REVIEWS and one.ended_on is None for one in page.clocks)
    return {
        "people": [
            {
                "row": one,
                "part": _(TEAM_LABELS[TeamRole(one.role)]),
                "may_release": one.role != TeamRole.LEAD,
            }
            for one in page.members
        ],
        "requests": [_recusal(one, is_typist=is_typist) for one in page.recusals],
        "may_assign": may(acting, Action.ASSIGN_LEAD) and case.is_open,
        "may_add": may(acting, Action.HANDLE_CASE) and case.is_open,
        "may_recuse": is_typist,
        "may_extend": is_typist and is_reviewing,
    }


def look_back_shown(one: LookBack, today: date) -> Shown:
    """Return a 回头看 as a line says it."""
    is_open = one.done_on is None and one.called_off_on is None
    wants_lead = one.result in {LookBackResult.REBOUND, LookBackResult.NEW_PROBLEM}
    return {
        "row": one,
        "result": _(LOOK_BACK_LABELS[LookBackResult(one.result)]) if one.result else "",
        "is_open": is_open,
        "is_late": is_open and one.due_on < today,
        "wants_lead": wants_lead and one.new_lead_id is None,
        "lead_url": reverse("desk:lead", args=[one.new_lead_id]) if one.new_lead_id else "",
        "record_url": file_url(one.record_file_id),
    }


def file_url(file_id: UUID | None, copy: str = "original") -> str:
    """Return the address of a file's copy; "" where there is none."""
    return reverse("desk:file", args=[file_id, copy]) if file_id else ""


def plain(amount: Decimal) -> str:
    """Return a quantity without idle zeros: 12.5, 300."""
    return f"{amount:,.2f}".rstrip("0").rstrip(".")


def photo(picture: PlacePicture | None, label: str) -> Shown | None:
    """Return a picture of a place for the pair; None where it is missing."""
    if picture is None:
        return None
    day = f" {picture.taken_on:%Y-%m-%d}" if picture.taken_on else ""
    return {
        "thumb_url": file_url(picture.file_id, "shared"),
        "full_url": file_url(picture.file_id, "shared"),
        "alt": f"{label} {picture.place}".strip(),
        "caption": f"{label}{day}",
    }


def look_pairs_shown(pairs: Sequence[PicturePair]) -> list[Shown]:
    """Return the pictures of a 回头看 beside the former ones."""
    return pairs_shown(pairs, _("此前"), _("此次"))


def pairs_shown(pairs: Sequence[PicturePair], before: str, after: str) -> list[Shown]:
    """Return pictures in pairs, each with its day."""
    return [
        {"before": photo(one.before, before), "after": photo(one.after, after)} for one in pairs
    ]


def _evidence(one: Any, shots: Sequence[PlacePicture]) -> Shown:  # noqa: ANN401  # a row of the list
    return {
        "shots": [photo(shot, _("现场照片")) for shot in shots],
        "row": one,
        "kind": _(EVIDENCE_LABELS[EvidenceKind(one.kind)]),
        "way": _(WAY_LABELS[CollectionWay(one.way)]),
        "collectors": "、".join(one.collectors),
        "file_url": open_url(one.file_id, "shared" if one.from_report else "original"),
        "record_url": record_url(one.file_id),
    }


def visit_shown(one: Visit) -> Shown:
    """Return a follow-up investigation with its pictures in pairs."""
    row: FollowUp = one.follow_up
    return {
        "row": row,
        "finding": _(FINDING_LABELS[Finding(row.finding)]),
        "tone": {Finding.ALL: "green", Finding.PART: "amber"}.get(Finding(row.finding), "red"),
        "staff": "、".join(row.staff),
        "helpers": "、".join(row.helpers),
        "not_performed": [_(NOT_PERFORMED_LABELS[NotPerformed(key)]) for key in row.not_performed],
        "record_url": file_url(row.record_file_id),
        "pairs": pairs_shown(one.pairs, _("整改前"), _("整改后")),
    }


def _outcome(one: Outcome) -> Shown:
    return {
        "row": one,
        "quantity": plain(one.quantity),
        "unit": _(UNIT_LABELS[OutcomeUnit(one.unit)]),
        "proof_url": file_url(one.proof_file_id),
    }


def _recusal(one: Recusal, *, is_typist: bool) -> Shown:
    is_refused = one.outcome == RecusalOutcome.REFUSED
    asks_review = is_refused and not one.is_own and one.review_applied_on is None
    return {
        "row": one,
        "ground": _(RECUSAL_GROUND_LABELS[RecusalGround(one.ground)]),
        "outcome": _(OUTCOME_LABELS[RecusalOutcome(one.outcome)]) if one.outcome else "",
        "decider": _(DECIDER_LABELS[Decider(one.decider)]) if one.decider else "",
        "reviewed": _(OUTCOME_LABELS[RecusalOutcome(one.review_outcome)])
        if one.review_outcome
        else "",
        "may_decide": is_typist and not one.outcome,
        "may_ask_review": is_typist and asks_review,
        "may_review": is_typist and one.review_applied_on is not None and not one.review_outcome,
    }


def _today() -> date:
    return clock.legal_day(clock.now())
