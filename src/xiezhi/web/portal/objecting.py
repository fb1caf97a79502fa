"""提出异议, where the paper names a period for it."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.letters.services.keepers import after_objection
from xiezhi.letters.services.objecting import object_in_portal
from xiezhi.web.desk.fragments import lead_on
from xiezhi.web.portal.forms import ObjectionForm
from xiezhi.web.portal.page import letter_page
from xiezhi.web.problem_texts import text_of
from xiezhi.web.requests import require_kind
from xiezhi.web.uploads import incoming

_FIELDS: Final = {
    "letters.no_objection": "objection",
    "letters.objection_paper_missing": "objection_paper",
}


@require_POST
def object_to(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Note the unit's objection; a refusal of what was filled in comes back at its field."""
    acting = require_kind(request, ActorKind.UNIT)
    form = ObjectionForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _object(request, letter_id, form, acting)
        except InvalidInputError as error:
            problem = text_of(error)
            is_file = error.code.startswith("evidence.")
            name = "objection_paper" if is_file else _FIELDS.get(error.code)
            form.add_error(name, problem.words)
    if form.errors:
        today = clock.legal_day(clock.now())
        context = letter_page(acting, letter_id, today, objection=form)
        return render(request, "portal/letter.html", context, status=HTTPStatus.BAD_REQUEST)
    messages.success(request, _("异议已提出，本院将立即复核。"))
    return lead_on(request, reverse("portal:letter", args=[letter_id]))


def _object(request: HttpRequest, letter_id: UUID, form: ObjectionForm, acting: Actor) -> None:
    now = clock.now()
    papers = incoming(request, "objection_paper", kind=MediaKind.PAPER, limit=1)
    letter = object_in_portal(
        letter_id=letter_id,
        words=form.cleaned_data["objection"],
        paper=next(iter(papers), None),
        acting=acting,
        now=now,
    )
    after_objection(letter, acting=acting, now=now)
