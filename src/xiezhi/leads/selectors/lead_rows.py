"""Rows that stand on more than one page of a lead, each read in one query."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, IntegerField, OuterRef, QuerySet, Value, When
from django.db.models.functions import JSONObject

from xiezhi.intake.rules.pool import ReporterGrade
from xiezhi.intake.selectors.behind_leads import file_rows_behind, word_rows_behind
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.models import (
    Assessment,
    AssessmentOpinion,
    AssessmentOrgan,
    Lead,
    LeadComment,
    LeadReport,
)
from xiezhi.leads.rules.assessment import DutyOrgan
from xiezhi.leads.rules.outcomes import OpinionStage
from xiezhi.leads.selectors.assessments import draft_of
from xiezhi.leads.selectors.lead_parts import (
    AssessmentShown,
    FileBehind,
    LinkedReport,
    NoteShown,
    OpinionShown,
    WordsBetween,
)
from xiezhi.letters.selectors.notes import notes_on_matter

_STAGE_PLACE: Final = Case(
    *(When(stage=stage, then=Value(place)) for place, stage in enumerate(OpinionStage)),
    output_field=IntegerField(),
)


def reports_of(lead: Lead) -> tuple[LinkedReport, ...]:
    """Return the reports behind a lead with files and conversation; one query."""
    links = list(
        LeadReport.objects.filter(lead_id=lead.id, unlinked_at__isnull=True)
        .select_related("report", "report__supporter")
        .defer("report__search")
        .annotate(
            file_rows=ArraySubquery(file_rows_behind("report_id")),
            word_rows=ArraySubquery(word_rows_behind("report_id")),
        )
        .order_by("report__received_at", "id")
    )
    return tuple(
        LinkedReport(
            report=link.report,
            linked_at=link.linked_at,
            files=tuple(_file_behind(row) for row in link.file_rows),
            words_between=tuple(_words_between(row) for row in link.word_rows),
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
        is_sealed=row["is_sealed"],
        copy_state=row["copy_state"],
        scan_state=row["scan_state"],
        message_id=UUID(row["message_id"]) if row["message_id"] else None,
    )


def _words_between(row: dict[str, Any]) -> WordsBetween:
    return WordsBetween(
        id=UUID(row["id"]),
        kind=row["kind"],
        words=row["words"],
        step=row["step"],
        written_by_label=row["written_by_label"] or "",
        written_at=datetime.fromisoformat(row["written_at"]),
        seen_by_reporter_at=_instant(row["seen_by_reporter_at"]),
        judged_at=_instant(row["judged_at"]),
        judgement=row["judgement"],
    )


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def assessments_of(lead: Lead) -> tuple[AssessmentShown, ...]:
    """Return the assessments with organs and opinions, newest first; one query."""
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


def comment_rows() -> "QuerySet[Any, Any]":
    """Return the comments on the lead of the outer query, for `ArraySubquery`."""
    comments = LeadComment.objects.filter(lead_id=OuterRef("id")).order_by("written_at", "id")
    columns = JSONObject(id="id", at="written_at", label="written_by__label", words="words")
    rows: QuerySet[Any, Any] = comments.values(row=columns)
    return rows


def notes_of(lead: Lead, comments: list[dict[str, Any]]) -> tuple[NoteShown, ...]:
    """Return comments (rows of `comment_rows`) and telephone notes, newest first; one query."""
    shown = [
        NoteShown(
            id=UUID(row["id"]),
            kind="comment",
            at=datetime.fromisoformat(row["at"]),
            written_by_label=row["label"],
            party="",
            telephone="",
            words=row["words"],
        )
        for row in comments
    ]
    shown += [
        NoteShown(
            id=line.id,
            kind=line.kind,
            at=line.spoken_at,
            written_by_label=line.written_by_label,
            party=line.party,
            telephone=line.telephone,
            words=line.words,
            letter_id=line.letter_id,
            letter_title=line.letter_title,
        )
        for line in notes_on_matter(MatterKind.LEAD, lead.id)
    ]
    return tuple(sorted(shown, key=lambda one: one.at, reverse=True))
