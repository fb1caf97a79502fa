"""From a request to what a page shows of it."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel.actor import Actor
from xiezhi.vault.rules.opening import (
    APPROVAL_BASIS,
    FIELD_LABELS,
    OWN,
    PURPOSE_LABELS,
    STATE_LABELS,
    IdentityField,
    OpeningPurpose,
    OpeningState,
)
from xiezhi.vault.selectors.openings import OpeningRow

ANY: Final = (
    Action.REQUEST_OPENING,
    Action.APPROVE_OPENING,
    Action.SECOND_OPENING,
    Action.VIEW_OPENINGS,
)
TONES: Final = {
    OpeningState.AWAITS_CHIEF: "amber",
    OpeningState.AWAITS_SECOND: "amber",
    OpeningState.READY: "brand",
    OpeningState.OPEN: "red",
    OpeningState.REFUSED: "",
    OpeningState.OVER: "",
    OpeningState.LAPSED: "",
}


def opening_row(row: OpeningRow) -> dict[str, object]:
    """Return a request in the words of the page."""
    request = row.request
    return {
        "request": request,
        "field": _(FIELD_LABELS[IdentityField(request.field)]),
        "purpose": _(PURPOSE_LABELS[OpeningPurpose(request.purpose)]),
        "state": _(STATE_LABELS[row.state]),
        "tone": TONES[row.state],
        "opened_at": row.opened_at,
    }


def opening_context(row: OpeningRow, acting: Actor) -> dict[str, object]:
    """Return a request and what this person may do with it now."""
    request, state = row.request, row.state
    is_own = acting.id == request.requested_by_id and acting.on_behalf_of is None
    is_free = acting.id not in {request.requested_by_id, request.approved_by_id}
    may_approve = state is OpeningState.AWAITS_CHIEF and may(acting, Action.APPROVE_OPENING)
    may_second = (
        state is OpeningState.AWAITS_SECOND
        and may(acting, Action.SECOND_OPENING)
        and is_free
        and acting.id not in request.team_ids
    )
    return opening_row(row) | {
        "opening": request,
        "here": reverse("identities:opening", args=[request.id]),
        "approval_basis": APPROVAL_BASIS,
        "own_basis": _(OWN),
        "may_approve": may_approve and is_free,
        "may_second": may_second,
        "may_refuse": may_second or (may_approve and is_free),
        "may_open": is_own and state in {OpeningState.READY, OpeningState.OPEN},
    }


def identity_acts(acting: Actor) -> dict[str, bool]:
    """Return what this person may do about secret reporters, beside the report itself."""
    return {
        "may_relay": may(acting, Action.TALK_WITH_REPORTER),
        "may_ask_identity": may(acting, Action.REQUEST_OPENING),
    }
