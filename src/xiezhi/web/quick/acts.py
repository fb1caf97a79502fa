"""What the buttons beside the rows do: ``split:<row>``, ``save``, ``assess:<row>`` and the others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.urls import reverse

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.rights import Action, may
from xiezhi.intake.rules.entry import Treatment
from xiezhi.intake.selectors.drafts import get_draft_detail
from xiezhi.intake.services.draft_rows import (
    add_row,
    change_draft,
    drop_row,
    merge_row,
    move_number_to_contact,
    split_row,
    take_back,
    take_rest,
)
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import DomainError, InvalidInputError, NotFoundError
from xiezhi.leads.services.entering import Entered, enter_draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """Who pressed what, where."""

    draft_id: UUID
    argument: str
    chosen: frozenset[UUID]
    at: int | None
    office: Procuratorate
    acting: Actor
    now: datetime

    @property
    def row_id(self) -> UUID:
        """The row a button stands beside."""
        try:
            return UUID(self.argument.split(":", maxsplit=1)[0])
        except ValueError as error:
            raise NotFoundError("intake.no_draft") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of it.

    Attributes:
        goes_to: an address to go on to, or "".
        is_finished: nothing waits in the draft any more.
        focus: the row to stand at.
    """

    entered: tuple[Entered, ...] = ()
    refused: Mapping[UUID, DomainError] = field(default_factory=dict)
    problem: str = ""
    goes_to: str = ""
    is_finished: bool = False
    focus: UUID | None = None


def perform(  # one press, all that it may need
    do: str,
    *,
    draft_id: UUID,
    chosen: frozenset[UUID],
    at: int | None,
    office: Procuratorate,
    acting: Actor,
    now: datetime,
) -> Done:
    """Do what a button says; anything unknown only keeps what was edited.

    Raises:
        InvalidInputError: the codes of the services.
        NotFoundError: ``intake.no_draft``.
    """
    name, _colon, argument = do.partition(":")
    pressed = Pressed(
        draft_id=draft_id,
        argument=argument,
        chosen=chosen,
        at=at,
        office=office,
        acting=acting,
        now=now,
    )
    found = _ACTS.get(name)
    return Done() if found is None else found(pressed)


def _split(pressed: Pressed) -> Done:
    made = split_row(
        draft_id=pressed.draft_id,
        row_id=pressed.row_id,
        at=pressed.at,
        acting=pressed.acting,
        now=pressed.now,
    )
    return Done(focus=made)


def _merge(pressed: Pressed) -> Done:
    stays = merge_row(
        draft_id=pressed.draft_id, row_id=pressed.row_id, acting=pressed.acting, now=pressed.now
    )
    return Done(focus=stays)


def _new(pressed: Pressed) -> Done:
    return Done(focus=add_row(draft_id=pressed.draft_id, acting=pressed.acting, now=pressed.now))


def _drop(pressed: Pressed) -> Done:
    drop_row(
        draft_id=pressed.draft_id, row_id=pressed.row_id, acting=pressed.acting, now=pressed.now
    )
    return Done()


def _take_back(pressed: Pressed) -> Done:
    text = pressed.argument
    place = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else -1  # noqa: PLR2004
    made = take_back(draft_id=pressed.draft_id, place=place, acting=pressed.acting, now=pressed.now)
    return Done(focus=made)


def _take_rest(pressed: Pressed) -> Done:
    take_rest(draft_id=pressed.draft_id, acting=pressed.acting, now=pressed.now)
    return Done()


def _number(pressed: Pressed) -> Done:
    row_id = pressed.row_id
    move_number_to_contact(
        draft_id=pressed.draft_id, row_id=row_id, acting=pressed.acting, now=pressed.now
    )
    return Done(focus=row_id)


def _join(pressed: Pressed) -> Done:
    """``join:<row>:<lead>``: the row is to go behind that lead when saved."""
    row_id = pressed.row_id
    try:
        lead_id = UUID(pressed.argument.partition(":")[2])
    except ValueError as error:
        raise InvalidInputError("intake.no_lead_chosen") from error
    _treat(pressed, row_id, Treatment.JOIN, lead_id)
    return Done(focus=row_id)


def _save(pressed: Pressed) -> Done:
    return _enter(pressed, None)


def _save_chosen(pressed: Pressed) -> Done:
    if not pressed.chosen:
        raise InvalidInputError("intake.none_chosen")
    return _enter(pressed, pressed.chosen)


def _save_row(pressed: Pressed) -> Done:
    return _enter(pressed, frozenset({pressed.row_id}))


def _assess(pressed: Pressed) -> Done:
    """Register the row as a lead and open its assessment."""
    row_id = pressed.row_id
    _treat(pressed, row_id, Treatment.LEAD, None)
    done = _enter(pressed, frozenset({row_id}))
    lead = next((one.lead for one in done.entered if one.lead is not None), None)
    if lead is None or not may(pressed.acting, Action.HANDLE_LEAD):
        return done
    return replace(done, goes_to=reverse("desk:assess", args=[lead.id]))


def _treat(pressed: Pressed, row_id: UUID, treatment: Treatment, lead_id: UUID | None) -> None:
    detail = get_draft_detail(pressed.acting, pressed.draft_id)
    row = next((one.row for one in detail.rows if one.id == row_id), None)
    if row is None:
        raise NotFoundError("intake.no_draft")
    change_draft(
        draft_id=pressed.draft_id,
        rows={row_id: replace(row, treatment=treatment, lead_id=lead_id)},
        places={},
        acting=pressed.acting,
        now=pressed.now,
    )


def _enter(pressed: Pressed, row_ids: frozenset[UUID] | None) -> Done:
    outcomes = enter_draft(
        draft_id=pressed.draft_id,
        row_ids=row_ids,
        office=pressed.office,
        acting=pressed.acting,
        now=pressed.now,
    )
    refused = {one.row_id: one.refusal for one in outcomes if one.refusal is not None}
    return Done(
        entered=tuple(one.entered for one in outcomes if one.entered is not None),
        refused=refused,
        is_finished=_is_finished(pressed),
        focus=next(iter(refused), None),
    )


def _is_finished(pressed: Pressed) -> bool:
    try:
        get_draft_detail(pressed.acting, pressed.draft_id)
    except NotFoundError:
        return True
    return False


_ACTS: Final[dict[str, Callable[[Pressed], Done]]] = {
    "new": _new,
    "split": _split,
    "merge": _merge,
    "drop": _drop,
    "back": _take_back,
    "rest": _take_rest,
    "number": _number,
    "join": _join,
    "save": _save,
    "chosen": _save_chosen,
    "row": _save_row,
    "assess": _assess,
}
