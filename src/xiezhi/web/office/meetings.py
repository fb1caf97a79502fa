"""联席会议 at the desk: the list, calling units, their 回执, minutes; and what a signed text asks."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xiezhi.accounts.rules.rights import Action
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.kernel import clock
from xiezhi.kernel.errors import DomainError
from xiezhi.partners.models import JointMeeting
from xiezhi.partners.rules.meetings import MEETING_STATE_LABELS, MeetingAnswer, MeetingState
from xiezhi.partners.selectors.addressees import list_addressees
from xiezhi.partners.selectors.instruments import access_part
from xiezhi.partners.selectors.meetings import (
    MeetingLine,
    access_invitation,
    access_meeting,
    access_minutes,
    count_meetings,
    list_invitations,
    list_meetings,
)
from xiezhi.partners.services.instruments import write_duties
from xiezhi.partners.services.meetings import (
    cancel_meeting,
    change_meeting,
    enter_meeting_answer,
    plan_meeting,
    record_minutes,
)
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.desk.tabs import tabs_of
from xiezhi.web.meeting_rows import answer_words, meeting_shown, minutes_sent
from xiezhi.web.office.meeting_forms import DutiesForm, MeetingForm, MeetingReplyForm, MinutesForm
from xiezhi.web.office.pages import done, form_page, require_any
from xiezhi.web.uploads import incoming

_FIELDS = {
    "partners.no_units_called": "unit_ids",
    "partners.answer_day": "answer_by",
    "partners.meeting_in_past": "day",
    "partners.posts_missing": "posts",
    "partners.absence_reason_missing": "words",
    "partners.minutes_missing": "words",
}


@require_GET
def meetings(request: HttpRequest) -> HttpResponse:
    """List the joint meetings of a state."""
    acting = require_any(request, Action.MANAGE_UNITS)
    asked = request.GET.get("state", "")
    state = MeetingState(asked) if asked in set(MeetingState) else MeetingState.PLANNED
    counts = count_meetings()
    shown = {one: counts.get(one, 0) for one in MeetingState}
    context = {
        "tabs": tabs_of(request.GET, MEETING_STATE_LABELS, shown, state, name="state"),
        "rows": [_line(one) for one in list_meetings(acting, state)],
        "state": state,
    }
    return render(request, "office/meetings.html", context)


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Call units to a joint meeting."""
    acting = require_any(request, Action.MANAGE_UNITS)
    units = [(one.id, one.name) for one in list_addressees()]
    form = MeetingForm(request.POST or None, choices={"unit_ids": units}, initial={"at": "09:00"})
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_meeting(draft=form.draft(), acting=acting, now=clock.now())
        except DomainError as error:
            add_refusal(request, form, error, _FIELDS.get(error.code))
        else:
            return done(request, _("已登记，并通知了选定的单位。"), _url(made.id))
    back = reverse("office:meetings")
    return form_page(request, form, title=_("召集联席会议"), submit=_("登记并通知"), back=back)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Change a meeting to come; the units called are told, further ones can be called."""
    acting = require_any(request, Action.MANAGE_UNITS)
    found = access_meeting(acting, meeting_id)
    form = _change_form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            change_meeting(
                meeting_id=meeting_id, draft=form.draft(), acting=acting, now=clock.now()
            )
        except DomainError as error:
            add_refusal(request, form, error, _FIELDS.get(error.code))
        else:
            return done(request, _("已变更，并通知了各单位。"), _url(meeting_id))
    back = _url(meeting_id)
    return form_page(request, form, title=_("变更联席会议"), submit=_("变更并通知"), back=back)


@require_GET
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Show a meeting and what each unit answered."""
    acting = require_any(request, Action.MANAGE_UNITS)
    found = access_meeting(acting, meeting_id)
    state = MeetingState(found.state)
    rows = [{"one": one, "answer": answer_words(one)} for one in list_invitations(found.id)]
    context = {
        "meeting": meeting_shown(found),
        "rows": rows,
        "answered": sum(bool(row["answer"]) for row in rows),
        "is_held": state is MeetingState.HELD,
        "is_planned": state is MeetingState.PLANNED,
        "may_record": state is not MeetingState.CANCELLED and found.starts_at <= clock.now(),
    }
    return render(request, "office/meeting.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, meeting_id: UUID, unit_id: UUID) -> HttpResponse:
    """代录回执: enter what a unit said by telephone or on paper."""
    acting = require_any(request, Action.MANAGE_UNITS)
    found = access_invitation(acting, meeting_id, unit_id)
    initial = {"answer": found.answer or "coming", "posts": found.posts, "words": found.words}
    form = MeetingReplyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            enter_meeting_answer(
                meeting_id=meeting_id,
                unit_id=unit_id,
                reply=form.reply(),
                acting=acting,
                now=clock.now(),
            )
        except DomainError as error:
            add_refusal(request, form, error, _FIELDS.get(error.code))
        else:
            return done(request, _("回执已代录。"), _url(meeting_id))
    title = _("代录回执：%(unit)s") % {"unit": found.unit.name}
    return form_page(request, form, title=title, submit=_("代录"), back=_url(meeting_id))


@require_http_methods(["GET", "POST"])
def minutes(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Record the minutes and who was there, or put them right."""
    acting = require_any(request, Action.MANAGE_UNITS)
    found = access_meeting(acting, meeting_id)
    form = _minutes_form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            scans = incoming(request, "scan", kind=MediaKind.PAPER, limit=1)
            draft = form.draft(scans[0] if scans else None)
            record_minutes(meeting_id=meeting_id, draft=draft, acting=acting, now=clock.now())
        except DomainError as error:
            is_file = error.code.startswith("evidence.")
            add_refusal(request, form, error, "scan" if is_file else _FIELDS.get(error.code))
        else:
            return done(request, _("会议纪要已登记，通知过的单位可以查看。"), _url(meeting_id))
    title = _("会议纪要：%(title)s") % {"title": found.title}
    return form_page(request, form, title=title, submit=_("登记纪要"), back=_url(meeting_id))


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Cancel a meeting that was not held."""
    acting = require_any(request, Action.MANAGE_UNITS)
    access_meeting(acting, meeting_id)
    if request.method == "GET":
        return done(request, _("请在会议页面上取消。"), _url(meeting_id))
    reason = request.POST.get("reason", "")
    cancel_meeting(meeting_id=meeting_id, reason=reason, acting=acting, now=clock.now())
    return done(request, _("已取消，并通知了各单位。"), _url(meeting_id))


@require_GET
def scan(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Hand over the scan of the minutes."""
    acting = require_any(request, Action.MANAGE_UNITS)
    return minutes_sent(access_minutes(acting, meeting_id))


@require_http_methods(["GET", "POST"])
def duties(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Write down what a signed text asks of a unit."""
    acting = require_any(request, Action.MANAGE_UNITS)
    part = access_part(acting, party_id)
    form = DutiesForm(request.POST or None, initial={"duties": part.duties})
    back = reverse("office:unit", args=[part.unit_id])
    if request.method == "POST" and form.is_valid():
        try:
            write_duties(party_id=party_id, acting=acting, now=clock.now(), **form.cleaned_data)
        except DomainError as error:
            add_refusal(request, form, error, "duties")
        else:
            return done(request, _("会签职责已保存。"), back)
    title = _("会签职责：%(title)s") % {"title": part.instrument.title}
    return form_page(request, form, title=title, submit=_("保存"), back=back)


def _change_form(request: HttpRequest, found: JointMeeting) -> MeetingForm:
    called = {one.unit_id for one in list_invitations(found.id)}
    further = [(one.id, one.name) for one in list_addressees() if one.id not in called]
    begins = found.starts_at.astimezone(clock.CHINA)
    names = ("title", "place", "agenda", "contact", "answer_by")
    initial = {name: getattr(found, name) for name in names}
    form = MeetingForm(
        request.POST or None,
        choices={"unit_ids": further},
        initial=initial | {"day": begins.date(), "at": begins.time()},
    )
    form.offer_further()
    return form


def _minutes_form(request: HttpRequest, found: JointMeeting) -> MinutesForm:
    rows = list_invitations(found.id)
    was_there = [
        str(one.unit_id)
        for one in rows
        if (one.answer == MeetingAnswer.COMING if one.was_present is None else one.was_present)
    ]
    is_post = request.method == "POST"
    return MinutesForm(
        request.POST if is_post else None,
        request.FILES if is_post else None,
        choices={"present": [(one.unit_id, one.unit.name) for one in rows]},
        initial={"words": found.minutes, "present": was_there},
    )


def _line(one: MeetingLine) -> dict[str, object]:
    return meeting_shown(one.meeting) | {
        "url": _url(one.meeting.id),
        "called": one.called,
        "coming": one.coming,
        "not_coming": one.not_coming,
        "silent": one.silent,
        "present": one.present,
    }


def _url(meeting_id: UUID) -> str:
    return reverse("office:meeting", args=[meeting_id])
