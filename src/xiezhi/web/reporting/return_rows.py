"""Returns as rows of a list."""

from collections.abc import Iterable
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.reporting.models import UpwardReturn
from xiezhi.reporting.rules.procedure import RETURN_STATE_LABELS, ReturnState
from xiezhi.web.ledgers.tables import period_words

_TONES: Final = {ReturnState.CHECKING: "brand", ReturnState.LOCKED: "green"}


def return_rows(found: Iterable[UpwardReturn]) -> list[dict[str, Any]]:
    """Return the rows of ``reporting/_returns.html``."""
    return [
        {
            "id": one.id,
            "url": reverse("reporting:return", args=[one.id]),
            "form": one.form.name,
            "period": period_words(one.since, one.until),
            "edition": edition_words(one),
            "state": state_words(one),
            "tone": _TONES.get(ReturnState(one.state), ""),
            "prepared_by": one.prepared_by_label,
        }
        for one in found
    ]


def state_words(found: UpwardReturn) -> str:
    """Return where a return stands, in words."""
    return _(RETURN_STATE_LABELS[ReturnState(found.state)])


def edition_words(found: UpwardReturn) -> str:
    """Return which correction a return is, or "" for the first edition."""
    if found.edition == 1:
        return ""
    return _("更正第 %(number)s 次") % {"number": found.edition - 1}
