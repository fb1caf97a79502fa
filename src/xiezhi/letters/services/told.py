"""The seam to notifications: a unit is told of a paper, the sender that it was signed for."""

from datetime import datetime

from xiezhi.kernel.actor import Actor
from xiezhi.letters.models import FormerService, Letter
from xiezhi.letters.rules.setting_aside import SET_ASIDE_LABELS, SetAside
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.services.messages import LOUDLY, Draft, send_message
from xiezhi.notifications.services.reading import mark_received


def tell_unit(*, letter: Letter, acting: Actor, now: datetime) -> None:
    """Tell a unit's liaison officers that a paper waits in the portal."""
    send_message(
        to=Recipient(kind=RecipientKind.UNIT, id=letter.unit_id),
        draft=Draft(
            kind="letters.sent",
            title=letter.title,
            notice=Notice.UNIT_DOCUMENT,
            path=f"/portal/letters/{letter.id}/",
            about=("letter", letter.id),
            sender_id=letter.written_by_id,
            sender_path=f"/desk/letters/{letter.id}/",
            dedup_key=f"letter_sent:{letter.id}",
        ),
        acting=acting,
        now=now,
        channels=LOUDLY,
    )


def unit_signed(*, letter: Letter, acting: Actor, now: datetime) -> None:
    """Confirm what was sent about a paper the unit signed for; the sender sees 已收到."""
    mark_received(about=("letter", letter.id), acting=acting, now=now)


def tell_set_aside(*, letter: Letter, acting: Actor, now: datetime) -> None:
    """Tell a unit's liaison officers that a paper they have was changed or withdrawn."""
    words = SET_ASIDE_LABELS[SetAside(letter.set_aside)]
    send_message(
        to=Recipient(kind=RecipientKind.UNIT, id=letter.unit_id),
        draft=Draft(
            kind="letters.set_aside",
            title=f"{letter.title}（{words}）"[:120],
            notice=Notice.UNIT_DOCUMENT,
            path=f"/portal/letters/{letter.id}/",
            about=("letter", letter.id),
            dedup_key=f"letter_set_aside:{letter.id}",
        ),
        acting=acting,
        now=now,
        channels=LOUDLY,
    )


def tell_service_corrected(
    *, letter: Letter, former: FormerService, acting: Actor, now: datetime
) -> None:
    """Tell a unit's liaison officers that the day their paper was served on was entered wrongly."""
    send_message(
        to=Recipient(kind=RecipientKind.UNIT, id=letter.unit_id),
        draft=Draft(
            kind="letters.service_corrected",
            title=f"{letter.title[:100]}（送达日期已更正）",
            notice=Notice.UNIT_DOCUMENT,
            path=f"/portal/letters/{letter.id}/",
            about=("letter", letter.id),
            dedup_key=f"letter_service_corrected:{former.id}",
        ),
        acting=acting,
        now=now,
        channels=LOUDLY,
    )
