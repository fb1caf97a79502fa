"""The register of own rules: the list, one rule, its scan."""

from datetime import date
from http import HTTPStatus
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.evidence.selectors.files import FileCopy, open_copy
from xiezhi.house.models import OwnRule, RuleCitation
from xiezhi.house.rules.citations import CITED_BY_LABELS, CitedBy
from xiezhi.house.rules.register import RULE_KIND_LABELS, RULE_STATE_LABELS, RuleKind, RuleState
from xiezhi.house.selectors.citations import list_citations_of
from xiezhi.house.selectors.register import (
    access_rule,
    access_scan,
    list_clauses,
    list_replaced,
    list_rules,
    rule_state,
)
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.web.house.subjects import subject_label
from xiezhi.web.office.pages import require_any

TONES = {RuleState.IN_FORCE: "green", RuleState.COMING: "amber", RuleState.REPEALED: ""}


@require_GET
def rule_list(request: HttpRequest) -> HttpResponse:
    """List the rules of a state, those in force unless asked otherwise."""
    acting = require_any(request, Action.VIEW_LAW)
    today = legal_day(clock.now())
    rows = [rule_row(rule, today) for rule in list_rules()]
    asked = request.GET.get("state", RuleState.IN_FORCE)
    state = RuleState(asked) if asked in set(RuleState) else None
    context = {
        "rows": [row for row in rows if state is None or row["state"] is state],
        "tabs": [*(_tab(rows, one, state) for one in RuleState), _tab(rows, None, state)],
        "may_keep": may(acting, Action.MANAGE_OWN_RULES),
    }
    return render(request, "house/rules.html", context)


@require_GET
def rule(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Show a rule: its clauses, what cites them, what it replaced."""
    acting = require_any(request, Action.VIEW_LAW)
    today = legal_day(clock.now())
    found = access_rule(acting, rule_id)
    row = rule_row(found, today)
    citations = [_citation(one) for one in list_citations_of(found)]
    context = row | {
        "clauses": list_clauses(found),
        "citations": citations,
        "is_cited_though_repealed": row["state"] is RuleState.REPEALED and bool(citations),
        "replaced": [rule_row(one, today) for one in list_replaced(found)],
        "may_keep": may(acting, Action.MANAGE_OWN_RULES),
    }
    return render(request, "house/rule.html", context)


@require_GET
def scan(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Hand over the scan of a rule as a download."""
    acting = require_any(request, Action.VIEW_LAW)
    stored = access_scan(acting, rule_id)
    stream, media_type = open_copy(stored, FileCopy.ORIGINAL)
    with stream:
        response = HttpResponse(stream.read(), content_type=media_type, status=HTTPStatus.OK)
    name = quote(stored.original_name or "scan.pdf")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def rule_row(rule: OwnRule, today: date) -> dict[str, object]:
    """Return a rule with the words of its kind and of how it stands today."""
    state = rule_state(rule, today)
    return {
        "rule": rule,
        "kind": _(RULE_KIND_LABELS[RuleKind(rule.kind)]),
        "state": state,
        "state_words": _(RULE_STATE_LABELS[state]),
        "tone": TONES[state],
    }


def _tab(
    rows: list[dict[str, object]], state: RuleState | None, chosen: RuleState | None
) -> dict[str, object]:
    label = _("全部") if state is None else _(RULE_STATE_LABELS[state])
    return {
        "label": label,
        "url": f"?state={'all' if state is None else state.value}",
        "count": sum(1 for row in rows if state is None or row["state"] is state),
        "is_current": state is chosen,
    }


def _citation(one: RuleCitation) -> dict[str, object]:
    cited_by = CitedBy(one.cited_by)
    is_limit = cited_by is CitedBy.LIMIT
    url = (
        reverse("house:limit", args=[one.subject])
        if is_limit
        else reverse("house:cite", args=[one.cited_by, one.subject])
    )
    return {
        "citation": one,
        "clause": one.clause.number,
        "kind": _(CITED_BY_LABELS[cited_by]),
        "label": subject_label(cited_by, one.subject),
        "since": one.since,
        "url": url,
    }
