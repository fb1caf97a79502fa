"""岗位职责 and 业务流程 on the phone: what the own post asks, how things go, whom to call.

Small pages without pictures, kept by the phone for an hour and shown again where there is no
network: duties are read in the field.
"""

from datetime import date
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.house.models import OwnRule
from xiezhi.house.rules.citations import CitedBy, supporter_subject
from xiezhi.house.rules.functions import FUNCTION_LABELS, FUNCTION_WORDS, Circle
from xiezhi.house.rules.register import RULE_KIND_LABELS, RuleKind
from xiezhi.house.selectors.citations import find_cited_clause, words_of
from xiezhi.house.selectors.functions import Contact, list_contacts
from xiezhi.house.selectors.register import access_open_rule, list_clauses, list_open_rules
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import NotFoundError
from xiezhi.supporters.rules.kinds import SUPPORTER_KIND_LABELS, SupporterKind
from xiezhi.supporters.selectors.rosters import get_supporter
from xiezhi.web.requests import require_kind

KEPT: Final = "private, max-age=3600, stale-if-error=604800"


@require_GET
def duties(request: HttpRequest) -> HttpResponse:
    """Show the duties of the own post, the texts opened to supporters, and whom to call."""
    acting = require_kind(request, ActorKind.SUPPORTER)
    if acting.id is None:
        raise NotFoundError("supporters.no_supporter")
    today = legal_day(clock.now())
    kind = SupporterKind(get_supporter(acting.id).kind)
    words, basis = duties_of(kind, today)
    context = {
        "kind": _(SUPPORTER_KIND_LABELS[kind]),
        "duties": words,
        "basis": basis,
        "rules": [_line(rule) for rule in list_open_rules(today)],
        "contacts": [contact_line(one) for one in list_contacts(Circle.SUPPORTERS, today)],
    }
    return _kept(render(request, "snap/duties.html", context))


@require_GET
def duty_rule(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Show one text opened to supporters, clause by clause."""
    acting = require_kind(request, ActorKind.SUPPORTER)
    rule = access_open_rule(acting, rule_id, legal_day(clock.now()))
    context = {"rule": rule, "kind": _kind(rule), "clauses": list_clauses(rule)}
    return _kept(render(request, "snap/duty_rule.html", context))


def duties_of(kind: SupporterKind, today: date) -> tuple[list[str], str]:
    """Return the duties of a kind in lines and the clause they stand in, "" where none gives them.

    Where the office registered no text, grid members read four plain lines (本院设定).
    """
    clause = find_cited_clause(CitedBy.DUTY, supporter_subject(kind), today)
    if clause is not None:
        return [line for line in clause.text.splitlines() if line.strip()], words_of(clause)
    if kind is not SupporterKind.GRID_MEMBER:
        return [], ""
    return [
        _("发现公共利益受损的情况，随手拍、及时报"),
        _("受检察院委派，到现场协助核实"),
        _("向群众宣传公益诉讼"),
        _("保守工作秘密，不以检察院名义执法"),
    ], ""


def contact_line(one: Contact) -> dict[str, str]:
    """Return whom to call about something, in words."""
    return {
        "function": _(FUNCTION_LABELS[one.function]),
        "words": _(FUNCTION_WORDS[one.function]),
        "department": one.department,
        "people": "、".join(label for label in (one.first, one.second) if label),
        "telephone": one.telephone,
    }


def _line(rule: OwnRule) -> dict[str, object]:
    return {
        "name": rule.name,
        "kind": _kind(rule),
        "from": rule.in_force_from,
        "url": reverse("member:duty_rule", args=[rule.id]),
    }


def _kind(rule: OwnRule) -> str:
    return _(RULE_KIND_LABELS[RuleKind(rule.kind)])


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = KEPT
    return response
