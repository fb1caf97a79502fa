"""联系检察院: whom a unit calls about what, and what its own duties rest on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.house.rules.citations import CitedBy, unit_subject
from xiezhi.house.rules.functions import FUNCTION_LABELS, FUNCTION_WORDS, Circle
from xiezhi.house.selectors.citations import find_basis
from xiezhi.house.selectors.functions import list_contacts
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.web.portal.page import frame
from xiezhi.web.requests import require_kind


@require_GET
def contacts(request: HttpRequest) -> HttpResponse:
    """Show who in the office does 沟通、协调、联络、反馈 towards units, with the number to call."""
    acting = require_kind(request, ActorKind.UNIT)
    today = clock.legal_day(clock.now())
    context, officer = frame(acting, today, "portal:contacts")
    context |= {
        "contacts": [
            {
                "contact": one,
                "label": _(FUNCTION_LABELS[one.function]),
                "words": _(FUNCTION_WORDS[one.function]),
            }
            for one in list_contacts(Circle.UNITS, today)
        ],
        "duties": officer.unit.duties,
        "basis": find_basis(CitedBy.DUTY, unit_subject(officer.unit_id), today),
    }
    return render(request, "portal/contacts.html", context)
