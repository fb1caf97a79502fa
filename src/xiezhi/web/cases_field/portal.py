"""A registered paper sent to its unit's portal by one button, whatever way it was served."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiezhi.cases.selectors.access import access_case
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.errors import NotFoundError
from xiezhi.letters.selectors.access import access_letter
from xiezhi.letters.services.sending import send_letter
from xiezhi.web.cases.page import case_address
from xiezhi.web.requests import require_kind


@require_POST
def send(request: HttpRequest, case_id: UUID, letter_id: UUID) -> HttpResponse:
    """Send the paper, so that the unit reads and answers it there."""
    acting = require_kind(request, ActorKind.STAFF)
    case = access_case(acting, case_id)
    letter = access_letter(acting, letter_id)
    if letter.matter_id != case.id:
        raise NotFoundError("letters.not_found")
    send_letter(letter_id=letter.id, acting=acting, now=clock.now())
    messages.success(request, _("已发到%(unit)s的协作门户。") % {"unit": letter.unit.name})
    return HttpResponseRedirect(case_address(case, "papers"))
