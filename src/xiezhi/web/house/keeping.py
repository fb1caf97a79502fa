"""Keeping the register: entering, amending, putting right and repealing a rule."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xiezhi.accounts.rules.rights import Action
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.house.models import OwnRule
from xiezhi.house.rules.clauses import split_clauses
from xiezhi.house.selectors.register import access_rule, list_clauses, list_rules
from xiezhi.house.services.register import (
    RuleDraft,
    add_rule,
    amend_rule,
    correct_rule,
    repeal_rule,
)
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError, InvalidInputError
from xiezhi.web.desk.fragments import is_fragment
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.house.rule_forms import RepealForm, RuleForm, initial_of
from xiezhi.web.office.pages import done, form_page, require_any
from xiezhi.web.problem_texts import text_of
from xiezhi.web.uploads import incoming

_FIELDS = {
    "house.name_missing": "name",
    "house.rule_exists": "name",
    "house.text_missing": "text",
    "house.text_too_long": "text",
    "house.too_many_clauses": "text",
    "house.clause_twice": "text",
    "house.clause_cited": "text",
    "house.in_force_before_issue": "in_force_from",
    "house.amended_before_in_force": "in_force_from",
}
Keep = Callable[[RuleDraft], OwnRule]


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Enter a rule."""
    acting = require_any(request, Action.MANAGE_OWN_RULES)
    today = legal_day(clock.now())
    initial: dict[str, object] = {"issued_on": today, "in_force_from": today}

    def keep(draft: RuleDraft) -> OwnRule:
        return add_rule(draft=draft, acting=acting, now=clock.now())

    return _rule_page(
        request, keep, initial, title=_("登记制度"), said=_("已登记。"), back=reverse("house:rules")
    )


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Enter the amended text of a rule."""
    acting = require_any(request, Action.MANAGE_OWN_RULES)
    earlier = access_rule(acting, rule_id)
    today = legal_day(clock.now())
    changed: dict[str, object] = {"number": "", "issued_on": today, "in_force_from": today}

    def keep(draft: RuleDraft) -> OwnRule:
        return amend_rule(rule_id=rule_id, draft=draft, acting=acting, now=clock.now())

    return _rule_page(
        request,
        keep,
        initial_of(earlier, list_clauses(earlier)) | changed,
        title=_("修订《%(name)s》") % {"name": earlier.name},
        said=_("已登记修订，原文本自新文本施行之日起废止。引用原文本的期限、职责请逐项改引。"),
        back=reverse("house:rule", args=[rule_id]),
    )


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Put the entry of a rule right."""
    acting = require_any(request, Action.MANAGE_OWN_RULES)
    entered = access_rule(acting, rule_id)

    def keep(draft: RuleDraft) -> OwnRule:
        return correct_rule(rule_id=rule_id, draft=draft, acting=acting, now=clock.now())

    return _rule_page(
        request,
        keep,
        initial_of(entered, list_clauses(entered)),
        title=_("更正《%(name)s》的登记") % {"name": entered.name},
        said=_("已更正。"),
        back=reverse("house:rule", args=[rule_id]),
    )


@require_http_methods(["GET", "POST"])
def repeal(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Note that a rule ends."""
    acting = require_any(request, Action.MANAGE_OWN_RULES)
    found = access_rule(acting, rule_id)
    others = [(one.id, one.name) for one in list_rules() if one.id != rule_id]
    form = RepealForm(
        request.POST or None,
        choices={"successor_id": others},
        initial={"repealed_on": legal_day(clock.now())},
    )
    back = reverse("house:rule", args=[rule_id])
    if request.method == "POST" and form.is_valid():
        try:
            repeal_rule(rule_id=rule_id, acting=acting, now=clock.now(), **form.cleaned_data)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("已登记废止。"), back)
    title = _("废止《%(name)s》") % {"name": found.name}
    return form_page(request, form, title=title, submit=_("登记废止"), back=back)


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Show into which clauses a pasted text falls; nothing is kept."""
    require_any(request, Action.MANAGE_OWN_RULES)
    context = _split(request.POST.get("text", ""))
    if is_fragment(request):
        return render(request, "house/_clauses.html", context)
    form = RuleForm(request.POST)
    form.is_valid()
    form.errors.clear()
    context |= {"form": form, "title": _("登记制度"), "back": reverse("house:rules")}
    context["action"] = _action(request.POST.get("action", ""))
    return render(request, "house/rule_form.html", context)


def _action(asked: str) -> str:
    """Return where the form goes on to: the page of the register it came from, no other."""
    add_url = reverse("house:add_rule")
    return asked if asked.startswith(reverse("house:rules")) else add_url


def _split(text: str) -> dict[str, object]:
    try:
        return {"split": split_clauses(text)}
    except InvalidInputError as error:
        return {"problem": text_of(error)}


def _rule_page(
    request: HttpRequest,
    keep: Keep,
    initial: dict[str, object],
    *,
    title: str,
    said: str,
    back: str,
) -> HttpResponse:
    is_post = request.method == "POST"
    form = RuleForm(request.POST, request.FILES) if is_post else RuleForm(initial=initial)
    if is_post and form.is_valid():
        try:
            scans = incoming(request, "scan", kind=MediaKind.PAPER, limit=1)
            kept = keep(form.draft(scans[0] if scans else None))
        except DomainError as error:
            is_file = error.code.startswith("evidence.")
            add_refusal(request, form, error, "scan" if is_file else _FIELDS.get(error.code))
        else:
            return done(request, said, reverse("house:rule", args=[kept.id]))
    context = {"form": form, "title": title, "back": back, "action": request.path}
    return render(request, "house/rule_form.html", context, status=400 if form.errors else 200)
