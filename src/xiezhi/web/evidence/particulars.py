"""拍摄信息 of a picture or film: asked what for, written into the chain, shown on one page."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.custody import CustodyEvent, CustodyPurpose
from xiezhi.evidence.rules.particulars import (
    LOOKED_AT,
    PARTICULAR_LABELS,
    WORD_LABELS,
    Particular,
    Particulars,
)
from xiezhi.evidence.selectors.particulars import find_particulars
from xiezhi.evidence.services.custody import Handling, record_custody
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.web.desk.refusals import refused, sentence_of
from xiezhi.web.evidence.access import PARTICULARS, access_particulars, remember, was_told
from xiezhi.web.evidence.shown import purposes_of, record_shown
from xiezhi.web.requests import require_kind

_CODED: Final = frozenset(
    {
        Particular.FLASH,
        Particular.ORIENTATION,
        Particular.EDITED,
        Particular.PREVIEW,
        Particular.MAKER_NOTE,
        Particular.CREDENTIALS,
    }
)
_TELLING: Final = frozenset({Particular.EDITED, Particular.CREDENTIALS})


@require_http_methods(["GET", "POST"])
def particulars(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Ask what 拍摄信息 are looked at for; then show them, once a session without asking again."""
    acting = require_kind(request, ActorKind.STAFF)
    file = access_particulars(acting, file_id)
    if was_told(request, file, PARTICULARS):
        return render(request, "evidence/particulars.html", _page(file))
    context = record_shown(file) | {
        "copy": PARTICULARS,
        "purposes": purposes_of(CustodyEvent.VIEWED),
    }
    if request.method == "GET":
        return render(request, "evidence/purpose.html", context)
    try:
        handling = Handling(event=CustodyEvent.VIEWED, purpose=_purpose(request), words=LOOKED_AT)
        record_custody(file_ids=[file.id], handling=handling, acting=acting, now=clock.now())
    except DomainError as error:
        context["problem"] = sentence_of(refused(request, error))
        return render(request, "evidence/purpose.html", context, status=error.status)
    remember(request, file, PARTICULARS)
    return HttpResponseRedirect(reverse("evidence:particulars", args=[file.id]))


def particulars_words(found: Particulars | None) -> str:
    """Return 拍摄信息 as lines for the printed sheet."""
    if found is None:
        return _("还没有读取")
    lines = [f"{row['label']}：{row['text']}" for row in _rows(found)]
    return "\n".join(lines) or _("原件没有带拍摄信息")


def _page(file: StoredFile) -> dict[str, Any]:
    found = find_particulars(file.id)
    return record_shown(file) | {
        "is_read": found is not None,
        "rows": _rows(found or {}),
        "is_film": file.kind == "video",
    }


def _rows(found: Particulars) -> list[dict[str, Any]]:
    return [
        {
            "label": _(PARTICULAR_LABELS[one]),
            "text": _worded(text) if one in _CODED else text,
            "is_telling": one in _TELLING,
        }
        for one, text in found.items()
    ]


def _worded(text: str) -> str:
    """Return the words of codes the program itself wrote; anything else as it stands."""
    return "；".join(
        _(WORD_LABELS[code]) if code in WORD_LABELS else code for code in text.split(",")
    )


def _purpose(request: HttpRequest) -> CustodyPurpose | None:
    try:
        return CustodyPurpose(request.POST.get("purpose", ""))
    except ValueError:
        return None
