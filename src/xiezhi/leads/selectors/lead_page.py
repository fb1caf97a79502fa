"""Everything a lead's page shows, in at most twelve queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Value, When
from django.db.models.functions import JSONObject

from xiezhi.intake.models import ReportMessage
from xiezhi.intake.rules.pool import ReporterGrade
from xiezhi.intake.selectors.behind_leads import file_rows_behind, list_words_between
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import NotFoundError
from xiezhi.leads.models import (
    Assessment,
    AssessmentOpinion,
    AssessmentOrgan,
    FieldTask,
    FieldTaskPhoto,
    Lead,
    LeadClock,
    LeadComment,
    LeadReport,
    LeadStep,
    OrganReply,
    OrganReplyFile,
    PhoneNote,
    Referral,
)
from xiezhi.leads.rules.assessment import AssessmentDraft, DutyOrgan
from xiezhi.leads.rules.outcomes import OpinionStage
from xiezhi.leads.rules.procedure import LeadEvent, LeadFacts
from xiezhi.leads.rules.replies import ReplyPart
from xiezhi.leads.selectors.access import visible_leads
from xiezhi.leads.selectors.assessments import draft_of
from xiezhi.leads.selectors.lead_parts import (
    AssessmentShown,
    ClockShown,
    FileBehind,
    LinkedReport,
    MergedLead,
    NoteShown,
    OpinionShown,
    ReferralShown,
    TaskShown,
)
from xiezhi.leads.selectors.next_acts import NextAct, list_next_acts
from xiezhi.leads.selectors.portal import ReplyFile, UnitReply, reply_as_seen
from xiezhi.leads.selectors.queues import due_of, must_have_national_number

_STAGE_PLACE: Final = Case(
    *(When(stage=stage, then=Value(place)) for place, stage in enumerate(OpinionStage)),
    output_field=IntegerField(),
)
_MERGED_SHOWN: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadPage:
    """A lead with everything about it; lists are oldest first unless said otherwise."""

    lead: Lead
    reports: tuple[LinkedReport, ...]
    steps: tuple[LeadStep, ...]
    clocks: tuple[ClockShown, ...]
    """Running ones first, nearest due first; then ended ones, last first."""
    assessments: tuple[AssessmentShown, ...]
    """Newest first."""
    referrals: tuple[ReferralShown, ...]
    tasks: tuple[TaskShown, ...]
    notes: tuple[NoteShown, ...]
    """Newest first."""
    merged: tuple[MergedLead, ...]
    next_acts: tuple[NextAct, ...]
    facts: LeadFacts
    needs_national_number: bool


def get_lead_page(acting: Actor, lead_id: UUID, *, now: datetime) -> LeadPage:
    """Return the page of a lead the actor may see.

    Raises:
        NotFoundError: ``leads.not_found``.
    """
    lead = (
        visible_leads(acting)
        .select_related("handler", "department", "registered_by", "merged_into")
        .annotate(merged_rows=ArraySubquery(_merged_into_this()))
        .filter(id=lead_id)
        .first()
    )
    if lead is None:
        raise NotFoundError("leads.not_found")
    assessments = _assessments(lead)
    referrals = _referrals(lead)
    tasks = _tasks(lead)
    facts = _facts(assessments, referrals, tasks)
    return LeadPage(
        lead=lead,
        reports=_reports(lead),
        steps=tuple(LeadStep.objects.filter(lead_id=lead.id).order_by("at", "id")),
        clocks=_clocks(lead, legal_day(now)),
        assessments=assessments,
        referrals=referrals,
        tasks=tasks,
        notes=_notes(lead),
        merged=tuple(
            MergedLead(
                id=UUID(row["id"]), year=row["year"], number=row["number"], title=row["title"]
            )
            for row in lead.merged_rows
        ),
        next_acts=list_next_acts(acting, lead, facts),
        facts=facts,
        needs_national_number=must_have_national_number(lead),
    )


def _merged_into_this() -> QuerySet[Any, Any]:
    """Return the leads merged into the lead of the outer query."""
    merged = Lead.objects.filter(merged_into_id=OuterRef("id")).order_by("year", "number")
    columns = JSONObject(id="id", year="year", number="number", title="title")
    rows: QuerySet[Any, Any] = merged.values(row=columns)[:_MERGED_SHOWN]
    return rows


def _reports(lead: Lead) -> tuple[LinkedReport, ...]:
    links = list(
        LeadReport.objects.filter(lead_id=lead.id, unlinked_at__isnull=True)
        .select_related("report", "report__supporter")
        .defer("report__search")
        .annotate(file_rows=ArraySubquery(file_rows_behind("report_id")))
        .order_by("report__received_at", "id")
    )
    ids = [link.report_id for link in links]
    said = _grouped(list_words_between(ids))
    return tuple(
        LinkedReport(
            report=link.report,
            linked_at=link.linked_at,
            files=tuple(_file_behind(row) for row in link.file_rows),
            words_between=tuple(said.get(link.report_id, ())),
            member_label=link.report.supporter.label if link.report.supporter_id else "",
            may_be_called=link.report.grade == ReporterGrade.DUTY and link.report.has_contact,
        )
        for link in links
    )


def _file_behind(row: dict[str, Any]) -> FileBehind:
    return FileBehind(
        file_id=UUID(row["file_id"]),
        kind=row["kind"],
        duration_s=row["duration_s"],
        message_id=UUID(row["message_id"]) if row["message_id"] else None,
    )


def _grouped(rows: Iterable[ReportMessage]) -> dict[UUID, list[ReportMessage]]:
    found: dict[UUID, list[ReportMessage]] = {}
    for row in rows:
        found.setdefault(row.report_id, []).append(row)
    return found


def _clocks(lead: Lead, today: date) -> tuple[ClockShown, ...]:
    shown = [
        ClockShown(
            id=clock.id,
            due=due_of(clock, today),
            trigger_on=clock.trigger_on,
            ended_on=clock.met_on or clock.void_on,
            is_void=clock.void_on is not None,
        )
        for clock in LeadClock.objects.filter(lead_id=lead.id).order_by("due_on", "id")
    ]
    running = [one for one in shown if one.ended_on is None]
    ended = [one for one in shown if one.ended_on is not None]
    return (*running, *reversed(ended))


def _assessments(lead: Lead) -> tuple[AssessmentShown, ...]:
    organs = AssessmentOrgan.objects.filter(assessment_id=OuterRef("id")).order_by("id")
    opinions = AssessmentOpinion.objects.filter(assessment_id=OuterRef("id")).order_by(
        "at", _STAGE_PLACE
    )
    rows = (
        Assessment.objects.filter(lead_id=lead.id)
        .select_related("written_by")
        .annotate(
            organ_rows=ArraySubquery(
                organs.values(
                    row=JSONObject(name="name", duty_basis="duty_basis", unit_id="unit_id")
                )
            ),
            opinion_rows=ArraySubquery(
                opinions.values(
                    row=JSONObject(
                        stage="stage",
                        agrees="agrees",
                        words="words",
                        decided_by_label="decided_by_label",
                        decided_on="decided_on",
                        recorded_by_label="recorded_by__label",
                        way="way",
                        slip_id="slip_id",
                    )
                )
            ),
        )
        .order_by("-version")
    )
    return tuple(_assessment_shown(row, row.organ_rows, row.opinion_rows) for row in rows)


def _assessment_shown(
    row: Assessment, organs: list[dict[str, str]], opinions: list[dict[str, str]]
) -> AssessmentShown:
    named = tuple(
        DutyOrgan(
            name=organ["name"],
            duty_basis=organ["duty_basis"],
            unit_id=UUID(organ["unit_id"]) if organ["unit_id"] else None,
        )
        for organ in organs
    )
    return AssessmentShown(
        id=row.id,
        version=row.version,
        is_draft=row.is_draft,
        written_at=row.written_at,
        written_by_label=row.written_by.label,
        content=draft_of(row, named),
        opinions=tuple(
            OpinionShown(
                stage=one["stage"],
                agrees=bool(one["agrees"]),
                words=one["words"],
                decided_by_label=one["decided_by_label"],
                decided_on=date.fromisoformat(one["decided_on"]),
                recorded_by_label=one["recorded_by_label"],
                way=one["way"],
                slip_id=UUID(one["slip_id"]) if one["slip_id"] else None,
            )
            for one in opinions
        ),
    )


def _referrals(lead: Lead) -> tuple[ReferralShown, ...]:
    referrals = list(
        Referral.objects.filter(lead_id=lead.id).select_related("unit").order_by("written_at", "id")
    )
    files = OrganReplyFile.objects.filter(reply_id=OuterRef("id")).order_by("position")
    rows = (
        OrganReply.objects.filter(referral_id__in=[one.id for one in referrals], is_draft=False)
        .annotate(file_rows=ArraySubquery(files.values(row=_FILE_COLUMNS)))
        .order_by("at", "id")
    )
    replies: dict[UUID, list[UnitReply]] = {}
    for row in rows:
        replies.setdefault(row.referral_id, []).append(
            reply_as_seen(row, {row.id: [_reply_file(one) for one in row.file_rows]})
        )
    return tuple(
        ReferralShown(referral=one, replies=tuple(replies.get(one.id, ()))) for one in referrals
    )


_FILE_COLUMNS: Final = JSONObject(
    id="file_id",
    part="part",
    name="file__original_name",
    kind="file__kind",
    media_type="file__media_type",
)


def _reply_file(row: dict[str, str]) -> ReplyFile:
    return ReplyFile(
        id=UUID(row["id"]),
        part=ReplyPart(row["part"]),
        name=row["name"],
        kind=row["kind"],
        media_type=row["media_type"],
    )


def _tasks(lead: Lead) -> tuple[TaskShown, ...]:
    photos = FieldTaskPhoto.objects.filter(task_id=OuterRef("id")).order_by("position")
    rows = (
        FieldTask.objects.filter(lead_id=lead.id)
        .select_related("supporter", "asked_by")
        .annotate(photo_ids=ArraySubquery(photos.values("file_id")))
        .order_by("asked_at", "id")
    )
    return tuple(TaskShown(task=row, file_ids=tuple(row.photo_ids)) for row in rows)


def _notes(lead: Lead) -> tuple[NoteShown, ...]:
    columns = ("id", "note_kind", "at", "label", "whom", "number", "words")
    comments = (
        LeadComment.objects.filter(lead_id=lead.id)
        .annotate(
            note_kind=Value("comment"),
            at=F("written_at"),
            label=F("written_by__label"),
            whom=Value(""),
            number=Value(""),
        )
        .values_list(*columns)
    )
    calls = (
        PhoneNote.objects.filter(lead_id=lead.id)
        .annotate(
            note_kind=F("kind"),
            at=F("spoken_at"),
            label=F("written_by__label"),
            whom=F("party"),
            number=F("telephone"),
        )
        .values_list(*columns)
    )
    rows = comments.union(calls, all=True).order_by("-at")
    return tuple(
        NoteShown(
            id=row[0],
            kind=row[1],
            at=row[2],
            written_by_label=row[3],
            party=row[4],
            telephone=row[5],
            words=row[6],
        )
        for row in rows
    )


def _facts(
    assessments: tuple[AssessmentShown, ...],
    referrals: tuple[ReferralShown, ...],
    tasks: tuple[TaskShown, ...],
) -> LeadFacts:
    submitted = next((one for one in assessments if not one.is_draft), None)
    letters = sum(
        1
        for one in referrals
        if one.referral.sent_at and not one.referral.replied_at and not one.referral.withdrawn_at
    )
    undone = sum(1 for one in tasks if not one.task.done_at and not one.task.withdrawn_at)
    content = submitted.content if submitted else AssessmentDraft()
    proposal: LeadEvent | None = content.proposal
    return LeadFacts(
        has_assessment=bool(assessments),
        proposal=proposal,
        is_public_interest=content.is_public_interest,
        is_minor_and_mended=content.is_minor_and_mended,
        has_decider=True,
        open_duties=letters + undone,
    )
