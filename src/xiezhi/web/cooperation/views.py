"""会签职责: what the unit signed and has to do; 联席会议: called, answered in one step, the minutes."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xiezhi.house.rules.functions import FUNCTION_LABELS, Circle
from xiezhi.house.selectors.functions import list_contacts
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.partners.models import MeetingInvitation
from xiezhi.partners.rules.meetings import MeetingState
from xiezhi.partners.selectors.instruments import list_own_parts
from xiezhi.partners.selectors.meetings import (
    access_own_invitation,
    access_own_minutes,
    list_own_invitations,
)
from xiezhi.partners.selectors.units import list_officers
from xiezhi.partners.services.meetings import answer_meeting
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.meeting_rows import answer_words, meeting_shown, minutes_sent
from xiezhi.web.office.meeting_forms import MeetingReplyForm
from xiezhi.web.office.pages import done
from xiezhi.web.portal.page import frame
from xiezhi.web.requests import require_kind

HERE: Final = "cooperation:duties"
MEETINGS: Final = "cooperation:meetings"
_FIELDS: Final = {
    "partners.posts_missing": "posts",
    "partners.absence_reason_missing": "words",
}


@require_GET
def duties(request: HttpRequest) -> HttpResponse:
    """Show the texts in force the unit signed, its duties in each, and who answers on both sides."""
    acting = require_kind(request, ActorKind.UNIT)
    today = legal_day(clock.now())
    context, officer = frame(acting, today, HERE)
    context |= {
        "tabs": _tabs(HERE),
        "parts": list_own_parts(acting, today),
        "officers": list_officers(today=today).filter(unit_id=officer.unit_id),
        "contacts": [
            {"contact": one, "label": _(FUNCTION_LABELS[one.function])}
            for one in list_contacts(Circle.UNITS, today)
        ],
    }
    return render(request, "cooperation/duties.html", context)


@require_GET
def meetings(request: HttpRequest) -> HttpResponse:
    """Show the meetings the unit was called to, the latest first."""
    acting = require_kind(request, ActorKind.UNIT)
    context, _officer = frame(acting, legal_day(clock.now()), HERE)
    context |= {
        "tabs": _tabs(MEETINGS),
        "rows": [_row(one) for one in list_own_invitations(acting)],
    }
    return render(request, "cooperation/meetings.html", context)


@require_http_methods(["GET", "POST"])
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Show one meeting; a POST gives the unit's 回执."""
    acting = require_kind(request, ActorKind.UNIT)
    mine = access_own_invitation(acting, meeting_id)
    form = MeetingReplyForm(request.POST or None, initial=_offered(mine))
    if request.method == "POST" and form.is_valid():
        try:
            answer_meeting(
                meeting_id=meeting_id, reply=form.reply(), acting=acting, now=clock.now()
            )
        except DomainError as error:
            add_refusal(request, form, error, _FIELDS.get(error.code))
        else:
            return done(request, _("回执已送达检察院。"), _url(mine))
    return _page(request, acting, mine, form)


@require_GET
def minutes(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Hand over the scan of the minutes."""
    acting = require_kind(request, ActorKind.UNIT)
    return minutes_sent(access_own_minutes(acting, meeting_id))


def _tabs(current: str) -> list[dict[str, object]]:
    return [
        {"label": label, "url": reverse(name), "is_current": name == current}
        for name, label in ((HERE, _("会签职责")), (MEETINGS, _("联席会议")))
    ]


def _page(
    request: HttpRequest, acting: Actor, mine: MeetingInvitation, form: MeetingReplyForm
) -> HttpResponse:
    now = clock.now()
    context, _officer = frame(acting, legal_day(now), HERE)
    context |= _row(mine) | {
        "form": form,
        "may_answer": mine.meeting.state == MeetingState.PLANNED and mine.meeting.starts_at > now,
    }
    status = 400 if form.errors else 200
    return render(request, "cooperation/meeting.html", context, status=status)


def _offered(mine: MeetingInvitation) -> dict[str, str]:
    """Return the answer given, or that the liaison officer comes: one click is enough."""
    return {
        "answer": mine.answer or "coming",
        "posts": mine.posts or ("" if mine.answer else _("联络员")),
        "words": mine.words,
    }


def _row(one: MeetingInvitation) -> dict[str, object]:
    is_open = one.meeting.state == MeetingState.PLANNED
    return {
        "meeting": meeting_shown(one.meeting),
        "mine": one,
        "answer": answer_words(one),
        "is_due": is_open and not one.answer,
        "url": _url(one),
    }


def _url(one: MeetingInvitation) -> str:
    return reverse("cooperation:meeting", args=[one.meeting_id])
