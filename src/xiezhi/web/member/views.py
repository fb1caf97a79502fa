"""「我的」and 工作证."""

from datetime import datetime
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.infra.qr import qr_svg
from xiezhi.intake.rules.steps import STEP_TONES, STEP_WORDS
from xiezhi.intake.rules.submission import TOPICS
from xiezhi.intake.selectors.member import OwnReport, describe_own_reports, list_own_reports
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import NotFoundError
from xiezhi.notifications.channels.web_push import push_public_key
from xiezhi.supporters.models import Supporter
from xiezhi.supporters.rules.kinds import SUPPORTER_KIND_LABELS, SupporterKind
from xiezhi.supporters.selectors.rosters import get_supporter
from xiezhi.supporters.selectors.trainings import standings_of
from xiezhi.web.member.duties import duties_of
from xiezhi.web.member.providers import tasks_of, verdicts_of
from xiezhi.web.requests import office_of, require_kind
from xiezhi.web.training_words import pre_job_words

PAGE: Final = 20
_TITLE: Final = 40


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Show what waits, what was reported and what came of it."""
    acting = require_kind(request, ActorKind.SUPPORTER)
    supporter = own_profile(acting)
    now = clock.now()
    does_report = may(acting, Action.VIEW_OWN_REPORTS)
    own = list_own_reports(acting) if does_report else ()
    page = Paginator(own, PAGE).get_page(request.GET.get("page"))
    reports = describe_own_reports(list(page))
    verdicts = verdicts_of(acting, [report.id for report in reports]) if reports else {}
    context = {
        "member": {
            "label": supporter.label,
            "area": area_of(supporter),
            "term_ends_on": supporter.term_until,
        },
        "prosecutor": prosecutor_of(request, supporter),
        "tasks": tasks_of(acting, now),
        "does_report": does_report,
        "reports": [line_of(report, verdicts.get(report.id, "")) for report in reports],
        "page": page,
        "links": _links(supporter, now),
        "push_key": push_public_key(),
    }
    return render(request, "snap/mine.html", context)


def _links(supporter: Supporter, now: datetime) -> list[dict[str, str]]:
    """Return where else the own page leads, with what is worth knowing before going there."""
    standings = standings_of([supporter.id], clock.legal_day(now))[supporter.id]
    training = pre_job_words(standings)
    named = [
        ("member:area", _("我的片区"), area_of(supporter)),
        ("member:trainings", _("我的培训"), "" if training is None else training.text),
        ("member:duties", _("岗位职责、办法和流程"), ""),
        ("member:card", _("工作证"), ""),
    ]
    return [
        {"url": reverse(name), "label": label, "note": note}
        for name, label, note in named
        if name != "member:area" or supporter.kind == SupporterKind.GRID_MEMBER
    ]


@require_GET
def card(request: HttpRequest) -> HttpResponse:
    """Show 工作证. Its code leads to the sign-in page: cards that bind a phone the office hands out."""
    acting = require_kind(request, ActorKind.SUPPORTER)
    supporter = own_profile(acting)
    kind = SupporterKind(supporter.kind)
    context = {
        "card": {
            "label": supporter.label,
            "role": _(SUPPORTER_KIND_LABELS[kind]),
            "area": area_of(supporter),
            "term_from": supporter.term_from,
            "term_ends_on": supporter.term_until,
            "office_phone": office_of(request).telephone,
            "duties": duties_of(kind, clock.legal_day(clock.now()))[0][:4],
        },
        "qr_svg": qr_svg(request.build_absolute_uri(reverse("member:sign_in"))),
        "member": {"label": supporter.label, "url": reverse("member:mine")},
    }
    return render(request, "snap/card.html", context)


def area_of(supporter: Supporter) -> str:
    """Return the town and village a supporter looks after."""
    return " ".join(part for part in (supporter.town, supporter.village) if part)


def own_profile(acting: Actor) -> Supporter:
    """Return the profile of whoever is signed in.

    Raises:
        NotFoundError: ``supporters.no_supporter``.
    """
    if acting.id is None:
        raise NotFoundError("supporters.no_supporter")
    return get_supporter(acting.id)


def prosecutor_of(request: HttpRequest, supporter: Supporter) -> dict[str, str] | None:
    """Return whom to call: the member's own prosecutor, else the office."""
    contact, office = supporter.contact, office_of(request)
    if contact is not None:
        phone = contact.office_phone or contact.mobile or office.telephone
        return {"label": contact.label, "phone": phone}
    if supporter.contact_phone:
        return {"label": supporter.contact_label, "phone": supporter.contact_phone}
    return {"label": office.name, "phone": office.telephone} if office.telephone else None


def line_of(report: OwnReport, verdict: str = "") -> dict[str, object]:
    """Return a line of 我的上报: what it was and what came of it."""
    file_url = ""
    if report.cover_id is not None:
        file_url = reverse("member:report_file", args=[report.id, report.cover_id])
    word = _("请您回答") if report.has_question else _(STEP_WORDS[report.step])
    tone = "amber" if report.has_question else STEP_TONES.get(report.step, "brand")
    return {
        "id": report.id,
        "url": reverse("member:report", args=[report.id]),
        "title": title_of(report),
        "at": report.received_at,
        "photo_url": file_url,
        "word": word,
        "tone": tone,
        "feedback": report.feedback,
        "verdict": verdict,
    }


def title_of(report: OwnReport) -> str:
    """Return the first words of a report, else what it is about, else where."""
    if report.is_forgotten:
        return _("%(number)s 号，内容已带入本院内网") % {"number": report.code}
    words = " ".join(report.words.split())
    if words:
        return words if len(words) <= _TITLE else f"{words[:_TITLE]}…"
    topics = "、".join(_(TOPICS[topic]) for topic in report.topics if topic in TOPICS)
    return topics or report.place or _("照片或语音")
