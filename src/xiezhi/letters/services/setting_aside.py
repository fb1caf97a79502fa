"""变更、撤回检察建议: a paper its unit has stands no longer; the unit goes on seeing it, marked so."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.ledger.services.acts import act
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.procedure import LetterEvent, LetterState
from xiezhi.letters.rules.setting_aside import SetAside
from xiezhi.letters.selectors.access import access_letter
from xiezhi.letters.selectors.letter_page import facts_of
from xiezhi.letters.services._steps import StepWords, move
from xiezhi.letters.services.told import tell_set_aside


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingAside:
    """The decision by which a paper stands no longer."""

    how: SetAside
    number: str
    on: date | None
    decided_by_label: str


def set_aside_letter(*, letter_id: UUID, by: SettingAside, acting: Actor, now: datetime) -> Letter:
    """Mark a paper as changed or withdrawn; one that never went out is withdrawn like any letter.

    It asks for no reply from then on; replies and objections made stay. Called by the matter's keeper,
    with the letter locked. Doing it twice changes nothing.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_DECISION)
        letter = access_letter(acting, letter_id, lock=True)
        if letter.set_aside or letter.withdrawn_at is not None:
            record("letters.set_aside", "letter", letter.id, after={"again_by": by.number})
            return letter
        is_out = letter.state != LetterState.SEALED
        letter.set_aside, letter.set_aside_on = by.how, by.on
        letter.set_aside_number = by.number
        letter.asks_reply, letter.reply_due_on = False, None
        letter.is_reply_due_provisional = False
        letter.may_object = letter.objected_on is not None
        letter.withdrawn_at = None if is_out else now
        said = StepWords(words=by.number, decided_by=by.decided_by_label, decided_on=by.on)
        event = LetterEvent.SET_ASIDE if is_out else LetterEvent.WITHDRAW
        facts = facts_of(acting, letter)
        move(letter, event, facts, acting=acting, now=now, record=record, said=said)
        if letter.sent_at is not None and is_out:
            tell_set_aside(letter=letter, acting=acting, now=now)
    return letter
