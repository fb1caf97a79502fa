"""A request to open an identity and a wish to be erased, for the tour of every page."""

from datetime import datetime
from uuid import UUID, uuid4

from xiezhi.accounts.models import Procuratorate
from xiezhi.intake.models import Report
from xiezhi.intake.services.erasing import ask_erasure
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.leads.models import Lead
from xiezhi.vault.rules.opening import IdentityField, OpeningPurpose
from xiezhi.vault.services.opening import OpeningDraft, request_opening


def identity_ids(
    office: Procuratorate, report: Report, lead: Lead, *, acting: Actor, now: datetime
) -> dict[str, UUID]:
    """Return the ids their pages are found by. Needs an open scope."""
    draft = OpeningDraft(
        report_id=report.id,
        report_code=report.code,
        matter=Matter(kind=MatterKind.LEAD, id=lead.id, label=f"线索 {lead.year}-{lead.number}"),
        field=IdentityField.PHONE,
        purpose=OpeningPurpose.HEAR_REPORTER,
        reason="须约反映人到现场指认，查询码后面的对话三天没有回音",
    )
    wish = ask_erasure(
        report_id=report.id,
        key=uuid4(),
        office=office,
        acting=Actor(kind=ActorKind.PUBLIC, procuratorate_id=office.id),
        now=now,
    )
    made = request_opening(draft=draft, acting=acting, now=now)
    return {"opening_id": made.id, "wish_id": wish.id}
