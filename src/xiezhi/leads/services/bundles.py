"""The pictures of a lead handed out as a 证据核验包."""

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.rules.bundle.order import BundleAsked, BundleOrder
from xiezhi.evidence.services.bundles import write_bundle
from xiezhi.kernel.actor import Actor
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.selectors.bundle import bundle_items, bundle_matter, bundle_records
from xiezhi.ledger.services.acts import act


def export_lead_bundle(
    *, lead_id: UUID, asked: BundleAsked, target: BinaryIO, acting: Actor, now: datetime
) -> str:
    """Write the bundle of a lead into a file and return its 导出编号.

    Raises:
        NotFoundError: ``leads.not_found``.
        InvalidInputError, RuleRefusedError: the codes of `write_bundle`.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.EXPORT_LEDGER)
        lead = access_lead(acting, lead_id)
        order = BundleOrder(
            matter=bundle_matter(lead),
            items=bundle_items(lead),
            records=bundle_records(lead),
            asked=asked,
        )
        code = write_bundle(order=order, target=target, acting=acting, now=now)
        record("leads.export_bundle", "lead", lead.id, after={"copy": code})
    return code
