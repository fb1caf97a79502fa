"""Lines of the feedback list: how long there is, who has to be told, the act that does it."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.intake.rules.steps import STEP_WORDS
from xiezhi.leads.rules.feedback_duties import FEEDBACK_KIND_LABELS, FeedbackKind, FeedbackState
from xiezhi.leads.rules.reporters import REPORTER_KIND_LABELS
from xiezhi.leads.selectors.feedback_duties import FeedbackDuty
from xiezhi.web.law.texts import period_words

Row = dict[str, object]


def feedback_row(duty: FeedbackDuty, today: date) -> Row:
    """Return a line in the words and shapes of the page."""
    is_done = duty.state is FeedbackState.DONE
    return {
        "duty": duty,
        "kind": _(FEEDBACK_KIND_LABELS[duty.kind]),
        "who": _who(duty),
        "clock": _clock(duty, today),
        "url": _url(duty),
        "act": {"label": _("查看"), "url": _url(duty), "is_due": False} if is_done else _act(duty),
        "words": _words(duty),
    }


def _who(duty: FeedbackDuty) -> str:
    labels = {str(kind): label for kind, label in REPORTER_KIND_LABELS.items()}
    if duty.kind in {FeedbackKind.REPORTER, FeedbackKind.ORGAN}:
        return _(labels[duty.who]) if duty.who in labels else _("反映人")
    return duty.who or _("反映人")


def _clock(duty: FeedbackDuty, today: date) -> dict[str, object]:
    text, tone = _left(duty, today)
    length = "" if duty.length is None else period_words(duty.length)
    return {
        "text": text,
        "tone": tone,
        "limit": _("%(length)s（建议值）") % {"length": length} if duty.is_suggestion else length,
        "article": duty.basis if duty.is_statutory else "",
        "is_own_rule": not duty.is_statutory,
        "own_words": "" if duty.is_statutory else duty.basis,
        "is_provisional": duty.is_provisional,
        "due_full": "" if duty.due_on is None else duty.due_on.isoformat(),
    }


def _left(duty: FeedbackDuty, today: date) -> tuple[str, str]:
    if duty.done_on is not None:
        is_late = duty.due_on is not None and duty.done_on > duty.due_on
        word = _("逾期反馈") if is_late else _("按期反馈")
        return f"{word} {_day(duty.done_on, today)}", "red" if is_late else "green"
    if duty.due_on is None:
        return _("未规定期限"), "faint"
    days = (duty.due_on - today).days
    if days < 0:
        return _("逾期 %(days)s 天") % {"days": -days}, "red"
    return (_("今天"), "amber") if days == 0 else (_("还有 %(days)s 天") % {"days": days}, "")


def _day(day: date, today: date) -> str:
    return f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"


def _url(duty: FeedbackDuty) -> str:
    if duty.lead_id is not None:
        return reverse("desk:lead", args=[duty.lead_id])
    return reverse("desk:pool_report", args=[duty.report_id])


def _act(duty: FeedbackDuty) -> dict[str, object]:
    if duty.kind in {FeedbackKind.REPORTER, FeedbackKind.ORGAN}:
        url = reverse("desk:feedback", args=[duty.lead_id])
        return {"label": _("反馈"), "url": url, "is_due": True}
    label = _("答复") if duty.kind is FeedbackKind.WORDS else _("告知")
    return {"label": label, "url": _url(duty), "is_due": duty.state is FeedbackState.OVERDUE}


def _words(duty: FeedbackDuty) -> str:
    labels = {str(step): label for step, label in STEP_WORDS.items()}
    return _(labels[duty.words]) if duty.words in labels else duty.words
