"""The seam to notifications: a case's handler is told. Outside the application only neutral words leave."""

from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.cases.models import Case
from xiezhi.cases.selectors.letter_door import label_of
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.selectors.sent import sent_keys
from xiezhi.notifications.services.messages import Draft, send_message

_TITLES: Final = {
    "cases.received": "%s 的文书已签收",
    "cases.replied": "%s 收到书面回复",
    "cases.objected": "%s 的被建议单位提出异议",
    "cases.transfer_answered": "%s 移送后收到回执",
    "cases.assigned": "%s 已分派给您",
    "cases.appeal_begun": "%s 已补算本院的上诉期限",
    "cases.appeal_unsettled": "%s 的上诉期限已过，请核对后登记",
    "cases.signal": "%s 收到网格员协助核实的回报",
}


def tell_handler(case: Case, kind: str, *, acting: Actor, now: datetime, key: str) -> None:
    """Tell the handler, once for a ``key``, unless it is the handler's own act."""
    is_own_act = acting.kind is ActorKind.STAFF and case.handler_id == acting.id
    if case.handler_id is None or is_own_act:
        return
    send_message(
        to=Recipient(kind=RecipientKind.STAFF, id=case.handler_id),
        draft=Draft(
            kind=kind,
            title=_TITLES[kind] % label_of(case),
            notice=Notice.AWAITS_YOU,
            path=f"/desk/cases/{case.id}/",
            about=("case", case.id),
            dedup_key=_dedup_key(kind, key),
        ),
        acting=acting,
        now=now,
    )


def was_told(handler_id: UUID, kind: str, key: str) -> bool:
    """Return whether `tell_handler` reached somebody with this key."""
    told = _dedup_key(kind, key)
    return bool(sent_keys([handler_id], [told]))


def _dedup_key(kind: str, key: str) -> str:
    return f"{kind}:{key}"
