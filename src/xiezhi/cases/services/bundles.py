"""A case's evidence handed out as a 证据核验包."""

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.bundle import bundle_items, bundle_matter, bundle_records
from xiezhi.evidence.rules.bundle.order import BundleAsked, BundleOrder
from xiezhi.evidence.services.bundles import write_bundle
from xiezhi.kernel.actor import Actor
from xiezhi.ledger.services.acts import act


def export_case_bundle(
    *, case_id: UUID, asked: BundleAsked, target: BinaryIO, acting: Actor, now: datetime
) -> str:
    """Write the bundle of a case into a file and return its 导出编号.

    Raises:
        NotFoundError: ``cases.not_found``.
        InvalidInputError, RuleRefusedError: the codes of `write_bundle`.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.EXPORT_LEDGER)
        case = access_case(acting, case_id)
        order = BundleOrder(
            matter=bundle_matter(case),
            items=bundle_items(case),
            records=bundle_records(case),
            asked=asked,
        )
        code = write_bundle(order=order, target=target, acting=acting, now=now)
        record("cases.export_bundle", "case", case.id, after={"copy": code})
    return code
