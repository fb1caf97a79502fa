"""The pictures of a lead's reports: 线索材料 until two 检察人员 fix them as evidence."""

from collections.abc import Iterable
from typing import Any

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.cases.selectors.custody import collectors_by_file
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.kernel.actor import Actor
from xiezhi.leads.selectors.lead_parts import LinkedReport
from xiezhi.web.evidence.shown import record_url


def custody_of_lead(acting: Actor, reports: Iterable[LinkedReport]) -> dict[str, Any]:
    """Return each picture with its 保管记录 and, of one that is evidence, who fixed it; one query."""
    pictures = [
        file.file_id for one in reports for file in one.files if file.kind == MediaKind.PHOTO
    ]
    fixed = collectors_by_file(pictures)
    materials = [
        {"url": record_url(file_id), "people": "、".join(fixed.get(file_id, ()))}
        for file_id in pictures
    ]
    return {"materials": materials, "may_export": may(acting, Action.EXPORT_LEDGER)}
