"""群昵称: which grid member a name in a chat stands for, said once and remembered."""

from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.intake.models import GroupNickname
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act
from xiezhi.supporters.selectors.on_duty import get_grid_member_on_duty

_LENGTH = 80


def remember_nickname(
    *, nickname: str, supporter_id: UUID, acting: Actor, now: datetime
) -> GroupNickname:
    """Remember a nickname for a grid member; said again for another, the last word counts.

    Raises:
        InvalidInputError: ``supporters.not_on_duty``; ``language.too_long``.
    """
    name = clean_line(nickname, limit=_LENGTH)
    with act(acting=acting, now=now) as record:
        require(acting, Action.REGISTER_LEAD)
        member = get_grid_member_on_duty(supporter_id, legal_day(now))
        known: GroupNickname
        known, is_new = GroupNickname.objects.get_or_create(
            nickname=name,
            defaults={
                "id": new_id(now),
                "supporter_id": member.id,
                "noted_by_id": acting.id if acting.kind is ActorKind.STAFF else None,
                "noted_at": now,
            },
        )
        if not is_new and known.supporter_id != member.id:
            known.supporter_id, known.noted_by_id, known.noted_at = member.id, acting.id, now
            known.save(update_fields=["supporter", "noted_by", "noted_at"])
        record("intake.remember_nickname", "supporter", member.id)
    return known
