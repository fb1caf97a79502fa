"""What is done with packages; each act posts, and a refusal comes back where it was asked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiezhi.accounts.models import Procuratorate
from xiezhi.exchange.rules.procedure import ItemState, PackageEvent
from xiezhi.exchange.selectors.access import access_package
from xiezhi.exchange.services.drafting import (
    draft_package,
    give_up_package,
    submit_package,
    withdraw_package,
)
from xiezhi.exchange.services.importing import (
    Report,
    import_package,
    refuse_package,
    retry_waiting,
)
from xiezhi.exchange.services.reviewing import mark_items, seal_package, send_back_package
from xiezhi.exchange.services.staging import Staged, stage_part
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.web.desk.fragments import lead_on
from xiezhi.web.desk.refusals import add_refusal, refused
from xiezhi.web.exchange.forms import PartForm
from xiezhi.web.exchange.pages import home_page, item_page_of, next_unmarked, package_page
from xiezhi.web.problem_texts import Problem, text_of
from xiezhi.web.requests import office_of, require_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """An act on a package as a page asks for it."""

    package_id: UUID
    words: str
    office: Procuratorate
    acting: Actor
    now: datetime


@require_POST
def draft(request: HttpRequest, peer_id: UUID) -> HttpResponse:
    """Draw a package up."""
    acting = require_kind(request, ActorKind.STAFF)
    try:
        made = draft_package(peer_id=peer_id, acting=acting, now=clock.now())
    except DomainError as error:
        return home_page(request, acting, PartForm(), refused(request, error))
    return redirect("exchange:package", package_id=made.id)


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take one part in and say which are still missing."""
    acting = require_kind(request, ActorKind.STAFF)
    form = PartForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            staged = stage_part(
                content=form.cleaned_data["part"].file,
                office=office_of(request),
                acting=acting,
                now=clock.now(),
            )
        except DomainError as error:
            add_refusal(request, form, error, "part")
        else:
            _say_staged(request, staged)
            return lead_on(request, reverse("exchange:package", args=[staged.package.id]))
    return home_page(request, acting, form)


@require_POST
def mark(request: HttpRequest, package_id: UUID, position: int) -> HttpResponse:
    """Let an item go or hold it back, and go to the next one."""
    acting = require_kind(request, ActorKind.STAFF)
    found = access_package(acting, package_id)
    is_held = request.POST.get("mark") == "hold"
    try:
        mark_items(
            package_id=package_id,
            positions=[position],
            held_because=request.POST.get("reason", "") if is_held else None,
            acting=acting,
            now=clock.now(),
        )
    except DomainError as error:
        return item_page_of(request, acting, found, position, refused(request, error))
    return next_unmarked(found, after=position)


@require_POST
def turn(request: HttpRequest, package_id: UUID, event: str) -> HttpResponse:
    """Take a step with a package."""
    acting = require_kind(request, ActorKind.STAFF)
    if event not in _STEPS:
        raise Http404
    found = access_package(acting, package_id)
    doing = Doing(
        package_id=package_id,
        words=request.POST.get("reason", ""),
        office=office_of(request),
        acting=acting,
        now=clock.now(),
    )
    try:
        done = _STEPS[event](doing)
    except DomainError as error:
        problem = _with_cause(refused(request, error), error)
        return package_page(request, acting, found, problem, status=error.status)
    messages.success(request, done)
    return redirect("exchange:package", package_id=package_id)


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Try again what waits."""
    acting = require_kind(request, ActorKind.STAFF)
    try:
        report = retry_waiting(acting=acting, now=clock.now())
    except DomainError as error:
        messages.error(request, refused(request, error).text)
    else:
        messages.success(request, report_words(report))
    return redirect("exchange:waiting")


def report_words(report: Report) -> str:
    """Return an import's result as one sentence."""
    counts = report.counts
    sentence = _(
        "已导入 %(applied)s 项；此前已收到 %(unchanged)s 项；待前序内容 %(waits)s 项。"
    ) % {
        "applied": counts.get(ItemState.APPLIED, 0),
        "unchanged": counts.get(ItemState.UNCHANGED, 0),
        "waits": counts.get(ItemState.WAITS, 0),
    }
    differing = counts.get(ItemState.DIFFERS, 0)
    if differing:
        sentence += _("另有 %(count)s 项与此前收到的不一致，未改动，请联系发出方核对。") % {
            "count": differing
        }
    return sentence


def _with_cause(problem: Problem, error: DomainError) -> Problem:
    """Say of an import refused for one item what was wrong with the item."""
    cause = error.__cause__
    if not isinstance(cause, DomainError):
        return problem
    inner = text_of(cause)
    return replace(problem, text=f"{problem.text}{inner.text}")


def _say_staged(request: HttpRequest, staged: Staged) -> None:
    if not staged.missing:
        messages.success(request, _("分卷已收齐，核验通过。请核对清单后导入。"))
        return
    words = _("第 %(number)s 卷已收，还缺第 %(missing)s 卷。") % {
        "number": staged.number,
        "missing": "、".join(str(number) for number in staged.missing[:20]),
    }
    messages.info(request, words)


def _submit(doing: Doing) -> str:
    submit_package(
        package_id=doing.package_id, note=doing.words, acting=doing.acting, now=doing.now
    )
    return _("已送审。请由另一位有审核权限的人员逐项审核。")


def _seal(doing: Doing) -> str:
    package = seal_package(
        package_id=doing.package_id,
        medium_number=doing.words,
        office=doing.office,
        acting=doing.acting,
        now=doing.now,
    )
    return _("已封包签名，第 %(number)s 号。请下载全部分卷，存入介质。") % {
        "number": package.sequence
    }


def _import(doing: Doing) -> str:
    report = import_package(package_id=doing.package_id, acting=doing.acting, now=doing.now)
    return report_words(report)


def _with_reason(service: Callable[..., object], done: str) -> Callable[[Doing], str]:
    def step(doing: Doing) -> str:
        service(package_id=doing.package_id, reason=doing.words, acting=doing.acting, now=doing.now)
        return _(done)

    return step


DONE_WORDS: Final = {
    PackageEvent.WITHDRAW: "已撤销；其中的内容下次打包时重新列出。",
    PackageEvent.SEND_BACK: "已退回经办人。",
    PackageEvent.GIVE_UP: "已作废；其中的内容下次打包时重新列出，对方不会重复导入。",
    PackageEvent.REFUSE: "已拒收；下次向对方发包时一并告知。",
}
_STEPS: Final[dict[str, Callable[[Doing], str]]] = {
    PackageEvent.SUBMIT: _submit,
    PackageEvent.SEAL: _seal,
    PackageEvent.IMPORT: _import,
    PackageEvent.WITHDRAW: _with_reason(withdraw_package, DONE_WORDS[PackageEvent.WITHDRAW]),
    PackageEvent.SEND_BACK: _with_reason(send_back_package, DONE_WORDS[PackageEvent.SEND_BACK]),
    PackageEvent.GIVE_UP: _with_reason(give_up_package, DONE_WORDS[PackageEvent.GIVE_UP]),
    PackageEvent.REFUSE: _with_reason(refuse_package, DONE_WORDS[PackageEvent.REFUSE]),
}
