"""Host name → procuratorate, and one transaction round the whole response."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from xiezhi.accounts.selectors.offices import find_office_of_host
from xiezhi.infra.tenant import tenant_scope
from xiezhi.ledger.services.acts import record_refusal
from xiezhi.web.middleware.sizes import turn_of
from xiezhi.web.problems import no_such_office

WITHOUT_TENANT = frozenset({"/healthz", "/readyz", "/metrics"})
FIRST_ERROR = 500


class TenantMiddleware:
    """Opens the tenant scope; rolls back on a server error; logs a refusal apart.

    Views must not stream: a streamed body would be made after the transaction.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer inside the scope of the host's procuratorate."""
        if request.path in WITHOUT_TENANT or request.path.startswith("/static/"):
            return self.get_response(request)
        office = find_office_of_host(request.get_host().rpartition(":")[0] or request.get_host())
        if office is None:
            return no_such_office(request)
        request.procuratorate = office  # type: ignore[attr-defined]  # read through web.requests
        with turn_of(request), tenant_scope(office.id):
            response = self.get_response(request)
            if response.status_code >= FIRST_ERROR or getattr(request, "refusal", None):
                transaction.set_rollback(True)
        refusal = getattr(request, "refusal", None)
        if refusal is not None:
            record_refusal(**refusal)
        return response
