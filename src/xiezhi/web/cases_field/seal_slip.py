"""用印审批单 of a draft of a case: what is known printed, opinions left open to be written by hand.

A form for use inside the office; where the national system keeps the seal, what is done there counts.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.cases.models import CasePaper
from xiezhi.cases.rules.papers import PAPER_LABELS, PaperKind
from xiezhi.cases.selectors.case_page import parties_of
from xiezhi.cases.selectors.drafts import access_draft
from xiezhi.documents.papers.docx import paper_docx
from xiezhi.documents.papers.pdf import paper_pdf
from xiezhi.documents.papers.values import SealSlip
from xiezhi.house.rules.citations import CitedBy
from xiezhi.house.selectors.citations import find_basis
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.errors import NotFoundError
from xiezhi.web.cases_field.drafting import own_fonts
from xiezhi.web.desk.letter_papers import TYPES
from xiezhi.web.ledgers.downloads import ready_file
from xiezhi.web.requests import office_of, require_kind

_TITLE = 60


@require_GET
def seal_slip(request: HttpRequest, case_id: UUID, draft_id: UUID, form: str) -> HttpResponse:
    """Hand out the slip for a draft as DOCX or PDF."""
    acting = require_kind(request, ActorKind.STAFF)
    found = access_draft(acting, draft_id, case_id=case_id)
    if form not in TYPES:
        raise NotFoundError("cases.no_paper")
    slip = slip_of(found, office_of(request).name)
    make = paper_pdf if form == "pdf" else paper_docx
    content = make(slip, own_fonts=own_fonts())
    name = _("用印审批单（%(paper)s）") % {"paper": found.title[:_TITLE]}
    return ready_file(content, name=f"{name}.{form}", content_type=TYPES[form])


def slip_of(found: CasePaper, office: str) -> SealSlip:
    """Return the slip with what is known of the draft and its case."""
    today = clock.legal_day(clock.now())
    rule = find_basis(CitedBy.FORM, "seal_slip", today)
    case = found.case
    parties = [party.name for party in parties_of(case)]
    return SealSlip(
        office=office,
        rule=rule.words if rule.has_text else "",
        department=case.department.name,
        applicant=case.handler.label if case.handler_id else found.entered_by_label,
        applied_on=today,
        paper_title=found.title,
        paper_kind=_(PAPER_LABELS[PaperKind(found.kind)]),
        paper_number=str(found.values.get("number") or ""),
        addressee="、".join(parties),
        reason=case.title,
    )
