"""The one clock of a document, in words a unit reads; an own limit is never called 法定."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiezhi.law.periods import Unit
from xiezhi.letters.rules.setting_aside import SET_ASIDE_LABELS, SetAside
from xiezhi.letters.selectors.portal import SOON_DAYS, ReplyLimit, UnitLetter

_UNITS: Final = {
    Unit.DAY: gettext_lazy("日"),
    Unit.WORKING_DAY: gettext_lazy("个工作日"),
    Unit.MONTH: gettext_lazy("个月"),
    Unit.YEAR: gettext_lazy("年"),
}
URGENT_DAYS: Final = 3
OWN_WITHOUT_TEXT: Final = "本院设定"


def length_of(limit: ReplyLimit) -> str:
    """Return a limit's length in words (30 日)."""
    return f"{limit.length} {_UNITS[Unit(limit.unit)]}" if limit.unit else ""


def clock_of(letter: UnitLetter) -> dict[str, object]:
    """Return what ``components/clock.html`` shows of a document."""
    text, tone = _left(letter)
    limit = letter.limit
    is_own = limit.kind == "own"
    due = letter.reply_due_on
    return {
        "name": _("回复期限"),
        "text": text,
        "tone": tone,
        "limit": _("送达后 %(length)s") % {"length": length_of(limit)},
        "article": "" if is_own else limit.basis,
        "is_own_rule": is_own,
        "own_words": (limit.basis or OWN_WITHOUT_TEXT) if is_own else "",
        "is_provisional": letter.is_reply_due_provisional,
        "due_full": "" if due is None else due.isoformat(),
        "percent": _percent(letter),
    }


def _left(letter: UnitLetter) -> tuple[str, str]:
    if letter.replied_at is not None:
        return _("已回复"), "green"
    if letter.set_aside:
        return _(SET_ASIDE_LABELS[SetAside(letter.set_aside)]), "faint"
    if not letter.asks_reply:
        return _("不须回复"), "faint"
    days = letter.days_left
    if days is None:
        return _("送达后起算"), "faint"
    if days < 0:
        return _("逾期 %(days)s 天") % {"days": -days}, "red"
    if days == 0:
        return _("今天 24:00"), "red"
    tone = "red" if days <= URGENT_DAYS else "amber" if days <= SOON_DAYS else ""
    return _("还有 %(days)s 天") % {"days": days}, tone


def _percent(letter: UnitLetter) -> int:
    """Return how much of the time has run, of a hundred."""
    if letter.replied_at is not None:
        return 100
    due, start, left = letter.reply_due_on, letter.limit.served_on, letter.days_left
    if due is None or start is None or left is None or due <= start:
        return 0
    whole = (due - start).days
    return max(0, min(100, round(100 * (whole - left) / whole)))
