"""Documents and tasks of leads, for staff; and the words of reports they must not repeat."""

from uuid import UUID

from xiezhi.intake.selectors.behind_leads import list_files_behind, list_words_between
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.leads.models import FieldTask, FieldTaskPhoto, Lead, LeadReport, Referral
from xiezhi.leads.rules.referrals import SourceWords
from xiezhi.leads.selectors.access import visible_leads


def access_referral(acting: Actor, referral_id: UUID) -> Referral:
    """Return a document of a lead the actor may see, with its unit; lock the lead before changing it.

    Raises:
        NotFoundError: ``leads.referral_not_found``.
    """
    found: Referral | None = (
        Referral.objects.select_related("unit")
        .filter(id=referral_id, lead_id__in=visible_leads(acting).values("id"))
        .first()
    )
    if found is None:
        raise NotFoundError("leads.referral_not_found")
    return found


def access_field_task(acting: Actor, task_id: UUID) -> FieldTask:
    """Return a task of a lead the actor may see; lock the lead before changing it.

    Raises:
        NotFoundError: ``leads.task_not_found``.
    """
    found: FieldTask | None = (
        FieldTask.objects.select_related("supporter")
        .filter(id=task_id, lead_id__in=visible_leads(acting).values("id"))
        .first()
    )
    if found is None:
        raise NotFoundError("leads.task_not_found")
    return found


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
    taken = FieldTaskPhoto.objects.filter(task__lead_id=lead.id, file__kind="photo")
    return reported + list(taken.order_by("position").values_list("file_id", flat=True))
