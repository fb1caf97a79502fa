"""The two dates of a letter: 回复期限, counted from service, and 整改期限, a date of its own."""

from datetime import date

from django.utils.translation import gettext as _

from xiezhi.clocks.selectors.of_matters import ClockShown, Due
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.procedure import LetterState
from xiezhi.web.desk.clocks import Clock, clock_line

SOON_DAYS = 7
_NOT_SERVED = frozenset(LetterState) - {
    LetterState.SERVED,
    LetterState.REPLIED,
    LetterState.WITHDRAWN,
}


def reply_clock(letter: Letter, today: date, *, replied_on: date | None = None) -> Clock | None:
    """Return the reply limit; before service it says so, None where no reply is asked."""
    if letter.reply_due_on is not None and letter.served_on is not None:
        withdrawn_on = legal_day(letter.withdrawn_at) if letter.withdrawn_at else None
        if replied_on is None and letter.replied_at is not None:
            replied_on = legal_day(letter.replied_at)
        shown = ClockShown(
            id=letter.id,
            due=_due(letter, letter.reply_due_on, today),
            trigger_on=letter.served_on,
            ended_on=replied_on or withdrawn_on,
            is_void=withdrawn_on is not None,
        )
        return clock_line(shown, today) | {"name": _("回复期限")}
    if letter.asks_reply and letter.state in _NOT_SERVED:
        return {"text": _("送达后起算"), "tone": "faint", "name": _("回复期限"), "percent": 0}
    return None


def rectification_clock(letter: Letter, today: date) -> Clock | None:
    """Return 整改期限 as a date with what is left, or None where the letter names none."""
    due = letter.rectification_due_on
    if due is None:
        return None
    days = (due - today).days
    if letter.state == LetterState.WITHDRAWN:
        text, tone = f"{due:%m-%d}", "faint"
    elif days < 0:
        text, tone = _("已过 %(days)s 天") % {"days": -days}, "red"
    elif days == 0:
        text, tone = _("今天"), "amber"
    else:
        text = _("还有 %(days)s 天") % {"days": days}
        tone = "amber" if days <= SOON_DAYS else ""
    return {
        "name": _("整改期限"),
        "text": text,
        "tone": tone,
        "limit": f"{due:%Y-%m-%d}",
        "article": _("函中写明"),
        "is_own_rule": False,
        "due_full": due.isoformat(),
        "percent": 0,
    }


def _due(letter: Letter, due_on: date, today: date) -> Due:
    return Due(
        rule_key=ClockRule.ORGAN_REPLY,
        kind=letter.limit_kind or "own",
        on=due_on,
        days_left=(due_on - today).days,
        length=letter.limit_length,
        unit=letter.limit_unit,
        basis=letter.limit_basis,
        is_provisional=letter.is_reply_due_provisional,
    )
