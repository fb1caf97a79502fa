"""The words of reports that must not leave the office, and the pictures that may guide a member."""

from collections.abc import Collection
from uuid import UUID

from xiezhi.intake.selectors.behind_leads import list_files_behind, list_words_between
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.models import Lead, LeadReport
from xiezhi.leads.rules.outgoing import SourceWords, check_not_the_report
from xiezhi.supporters.selectors.field_tasks import files_of_matters


def source_words(lead: Lead) -> SourceWords:
    """Return what was reported and whatever names those who reported, of every report behind a lead."""
    links = list(
        LeadReport.objects.filter(lead_id=lead.id).select_related("report", "report__supporter")
    )
    reports = [link.report for link in links]
    members = [report.supporter for report in reports if report.supporter_id is not None]
    said = list_words_between([report.id for report in reports])
    return SourceWords(
        words=[report.words for report in reports]
        + [message.words for message in said if message.written_by_id is None],
        names=[report.code for report in reports]
        + [name for member in members for name in (member.label, member.name)],
        telephones=[member.mobile for member in members],
    )


def picture_ids_of(lead: Lead) -> list[UUID]:
    """Return the pictures of a lead that may guide a grid member: reported, or taken in a task."""
    reports = LeadReport.objects.filter(lead_id=lead.id, unlinked_at__isnull=True)
    files = list_files_behind(list(reports.values_list("report_id", flat=True)))
    reported = [link.file_id for link in files if link.file.kind == "photo"]
    taken = files_of_matters(MatterKind.LEAD, [lead.id]).filter(file__kind="photo")
    return reported + list(taken.order_by("position").values_list("file_id", flat=True))


def check_words_of_leads(words: str, lead_ids: Collection[UUID]) -> None:
    """Refuse words that give away what was reported behind any of these leads.

    Raises:
        RuleRefusedError: what `check_not_the_report` refuses.
    """
    for lead in Lead.objects.filter(id__in=list(lead_ids)):
        check_not_the_report(words, source_words(lead))


def film_ids_of(lead: Lead) -> list[UUID]:
    """Return the films that came with the reports behind a lead, in the order sent."""
    reports = LeadReport.objects.filter(lead_id=lead.id, unlinked_at__isnull=True)
    files = list_files_behind(list(reports.values_list("report_id", flat=True)))
    return [link.file_id for link in files if link.file.kind == "video"]


def picture_ids_of_leads(lead_ids: Collection[UUID]) -> set[UUID]:
    """Return the pictures of several leads, reported or taken in a task."""
    leads = Lead.objects.filter(id__in=list(lead_ids))
    return {file_id for lead in leads for file_id in picture_ids_of(lead)}
