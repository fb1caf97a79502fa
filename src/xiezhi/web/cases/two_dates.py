"""回复期限 and 整改期限 side by side: one from the law, one from the suggestion; never the same thing."""

from datetime import date

from django.utils.translation import gettext as _

from xiezhi.cases.models import Case
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.states import CaseState
from xiezhi.web.cases.naming import said

Day = dict[str, object]

_IN_COURT = frozenset({CaseState.SUED, CaseState.JUDGED, CaseState.APPEALED})


def two_dates(case: Case, today: date) -> list[Day]:
    """Return the two dates of a case whose suggestion names or awaits them; none for other kinds."""
    if case.kind not in {CaseKind.ADMINISTRATIVE, CaseKind.GOVERNANCE}:
        return []
    in_court = _("已起诉") if case.state in _IN_COURT else ""
    return [
        _date(
            _("回复期限"),
            case.reply_due_on,
            case.replied_on,
            today if case.is_open else None,
            done=_("已回复"),
            none=said(case, _("检察建议书送达后起算")),
            stands=in_court,
        ),
        _date(
            _("整改期限"),
            case.rectification_due_on,
            case.verified_on,
            today if case.is_open else None,
            done=_("经核实整改到位"),
            none=said(case, _("以检察建议书写明的为准")),
            stands=_("中止审查") if case.state == CaseState.SUSPENDED else in_court,
        ),
    ]


def _date(
    label: str,
    due_on: date | None,
    done_on: date | None,
    today: date | None,
    *,
    done: str,
    none: str,
    stands: str,
) -> Day:
    """Return one date; ``stands``: why its day is no longer counted, though the case is open."""
    if due_on is None:
        return {"label": label, "day": "", "words": none, "tone": "faint"}
    if done_on is not None:
        words = f"{done} {done_on:%m-%d}"
        return {"label": label, "day": due_on, "words": words, "tone": "green"}
    if today is None or stands:
        words = stands or _("案件已办结")
        return {"label": label, "day": due_on, "words": words, "tone": "faint"}
    left = (due_on - today).days
    if left < 0:
        words = _("已过 %(days)s 天") % {"days": -left}
        return {"label": label, "day": due_on, "words": words, "tone": "red"}
    words = _("今天") if left == 0 else _("还有 %(days)s 天") % {"days": left}
    return {"label": label, "day": due_on, "words": words, "tone": "amber" if left == 0 else ""}
