"""Rows of the list of cases: the clock first, three lamps, one way in."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.cases.models import Case
from xiezhi.cases.rules.kinds import KIND_LABELS, CaseKind
from xiezhi.cases.selectors.queues import CaseRowShown
from xiezhi.law.areas import Standing, area_on
from xiezhi.web.cases.naming import state_label
from xiezhi.web.desk.clocks import clock_of

Lamp = dict[str, object]


_ANSWERED: Final = frozenset({CaseKind.ADMINISTRATIVE, CaseKind.GOVERNANCE})
"""Kinds with a suggestion somebody has to answer."""


def case_rows(rows: Iterable[CaseRowShown]) -> list[dict[str, object]]:
    """Return the rows as the list shows them."""
    return [
        {
            "case": row,
            "url": reverse("cases:case", args=[row.id]),
            "clock": clock_of(row.due) if row.due is not None else None,
            "kind": _(KIND_LABELS[row.kind]),
            "state": state_label(row, row.state),
            "standing": standing_words(row.area, row.law_day),
            "lamps": lamps_of(row),
        }
        for row in rows
    ]


def lamps_of(case: Case | CaseRowShown) -> list[Lamp]:
    """Return the lamps 已回复, 已采取措施, 经核实整改到位; a reply lights only its own.

    Where nobody has to answer a suggestion there is no lamp for a reply.
    """
    found = (
        (_("已回复"), _("未回复"), case.replied_on),
        (_("已采取措施"), _("未采取措施"), case.measures_on),
        (_("经核实整改到位"), _("未经核实整改到位"), case.verified_on),
    )
    return [
        {"label": lit, "words": unlit if day is None else lit, "on": day, "is_lit": day is not None}
        for lit, unlit, day in found[0 if case.kind in _ANSWERED else 1 :]
    ]


def standing_words(area: str, law_day: date) -> str:
    """Return 法定 or 等外: how the law of the case's day stands to its area."""
    if not area:
        return ""
    return _("法定领域") if area_on(area, law_day).standing is Standing.STATUTORY else _("等外领域")
