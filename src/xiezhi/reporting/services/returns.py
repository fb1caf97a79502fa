"""填报: a form filled for a period, handed to a second person, locked; a correction is a new edition."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.store import file_store
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from xiezhi.kernel.ids import new_id
from xiezhi.kernel.transitions import next_state
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act
from xiezhi.reporting.models import LockedReturn, ReturnOverride, UpwardReturn
from xiezhi.reporting.rules.mapping import FormText, map_of
from xiezhi.reporting.rules.procedure import (
    TRANSITIONS,
    ReturnEvent,
    ReturnFacts,
    ReturnState,
)
from xiezhi.reporting.rules.values import (
    MAX_VALUE,
    CellValue,
    clean_reason,
    stored_values,
    typed_value,
    values_of,
)
from xiezhi.reporting.rules.workbook.filling import fill_form
from xiezhi.reporting.rules.workbook.formulas import Value
from xiezhi.reporting.rules.workbook.places import CellPlace
from xiezhi.reporting.selectors.filling import fill_return
from xiezhi.reporting.selectors.forms import (
    access_form,
    bytes_of,
    find_mapping,
    get_newest_version,
    grid_of,
)
from xiezhi.reporting.selectors.returns import ReturnTexts, access_return

MAX_RESPONSIBLE: Final = 60
MAX_TELEPHONE: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPeriod:
    """The days a return is for."""

    since: date
    until: date


def start_return(
    *,
    form_id: UUID,
    period: ReturnPeriod,
    acting: Actor,
    now: datetime,
    correction_reason: str = "",
) -> UpwardReturn:
    """Begin to fill a form for a period; where the period is locked already, as a correction.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_form``.
        InvalidInputError: ``reporting.period_order``, ``reporting.no_reason`` for a correction.
        ConflictError: ``reporting.form_put_aside``, ``reporting.no_mapping``,
            ``reporting.return_open``: the period is being filled already.
    """
    with act(acting=acting, now=now) as record:
        form = access_form(acting, form_id, lock=True)
        if not form.is_in_use:
            raise ConflictError("reporting.form_put_aside")
        if period.until < period.since:
            raise InvalidInputError("reporting.period_order")
        mapping = find_mapping(get_newest_version(form), is_draft=False)
        if mapping is None:
            raise ConflictError("reporting.no_mapping")
        edition = _next_edition(form.id, period)
        made: UpwardReturn = UpwardReturn.objects.create(
            id=new_id(now),
            form=form,
            mapping=mapping,
            since=period.since,
            until=period.until,
            edition=edition,
            correction_reason=clean_reason(correction_reason) if edition > 1 else "",
            prepared_by_id=acting.id,
            prepared_by_label=acting.label,
            started_at=now,
            **_texts_before(form.id),
        )
        record(
            "reporting.start_return",
            "return",
            made.id,
            after={
                "form": str(form.id),
                "since": period.since.isoformat(),
                "until": period.until.isoformat(),
                "edition": edition,
            },
        )
    return made


def set_return_texts(
    *, return_id: UUID, responsible: str, telephone: str, acting: Actor, now: datetime
) -> UpwardReturn:
    """Write who is responsible and where to call.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_return``.
        ConflictError: ``reporting.return_not_open``.
        InvalidInputError: a code of language.
    """
    with act(acting=acting, now=now) as record:
        found = _open(acting, return_id)
        found.responsible = clean_line(responsible, limit=MAX_RESPONSIBLE)
        found.telephone = clean_line(telephone, limit=MAX_TELEPHONE)
        found.save(update_fields=["responsible", "telephone"])
        record("reporting.set_return_texts", "return", found.id, after={"state": found.state})
    return found


def adjust_cell(
    *,
    return_id: UUID,
    place: CellPlace,
    words: str,
    reason: str,
    acting: Actor,
    now: datetime,
) -> ReturnOverride:
    """Put a value in place of what was counted, with the reason.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_return``.
        ConflictError: ``reporting.return_not_open``.
        InvalidInputError: ``reporting.cell_not_mapped``, ``reporting.no_value``,
            ``reporting.no_reason``, ``reporting.number_too_large``, or a code of language.
    """
    with act(acting=acting, now=now) as record:
        found = _open(acting, return_id)
        if map_of(found.mapping.cells).at(place) is None:
            raise InvalidInputError("reporting.cell_not_mapped", cell=place.cell[:20])
        typed_value(words)
        line, why = clean_line(words, limit=MAX_VALUE), clean_reason(reason)
        kept = ReturnOverride.objects.filter(
            upward_return_id=found.id, sheet=place.sheet, cell=place.cell
        ).first() or ReturnOverride(
            id=new_id(now), upward_return=found, sheet=place.sheet, cell=place.cell
        )
        kept.words, kept.reason = line, why
        kept.set_by_label, kept.set_at = acting.label, now
        kept.save()
        record(
            "reporting.adjust_cell",
            "return",
            found.id,
            after={"sheet": place.sheet, "cell": place.cell, "value": kept.words, "reason": why},
        )
    return kept


def undo_adjustment(
    *, return_id: UUID, place: CellPlace, acting: Actor, now: datetime
) -> UpwardReturn:
    """Take an adjustment back: the cell shows what is counted again.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_return``, ``reporting.no_adjustment``.
        ConflictError: ``reporting.return_not_open``.
    """
    with act(acting=acting, now=now) as record:
        found = _open(acting, return_id)
        kept = ReturnOverride.objects.filter(
            upward_return_id=found.id, sheet=place.sheet, cell=place.cell
        )
        if not kept.exists():
            raise NotFoundError("reporting.no_adjustment")
        kept.delete()
        record(
            "reporting.undo_adjustment",
            "return",
            found.id,
            before={"sheet": place.sheet, "cell": place.cell},
        )
    return found


def submit_return(*, return_id: UUID, office: str, acting: Actor, now: datetime) -> UpwardReturn:
    """Hand a return to a second person; its values stay as they are from now on.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_return``.
        TransitionRefusedError: ``reporting.nothing_mapped``, ``reporting.checks_failed``.
    """
    with act(acting=acting, now=now) as record:
        found = access_return(acting, return_id, lock=True)
        today = legal_day(now)
        texts = ReturnTexts(office=office, filled_on=today)
        filled = fill_return(acting, found, texts, today=today)
        facts = ReturnFacts(has_cells=bool(filled.mapped.cells), failed_checks=filled.failed_checks)
        _move(found, ReturnEvent.SUBMIT_RETURN, facts)
        found.cells, found.submitted_at = stored_values(filled.cells), now
        found.prepared_by_id, found.prepared_by_label = acting.id, acting.label
        found.sent_back_reason = ""
        found.save()
        record("reporting.submit_return", "return", found.id, after={"cells": len(filled.cells)})
    return found


def send_return_back(*, return_id: UUID, reason: str, acting: Actor, now: datetime) -> UpwardReturn:
    """Send a return back to whoever prepared it.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_return``.
        InvalidInputError: ``reporting.no_reason``.
        TransitionRefusedError: it does not wait for a check.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.LOCK_RETURN)
        found = access_return(acting, return_id, lock=True)
        why = clean_reason(reason)
        _move(found, ReturnEvent.SEND_BACK, ReturnFacts())
        found.sent_back_reason, found.submitted_at, found.cells = why, None, []
        found.save()
        record("reporting.send_return_back", "return", found.id, after={"reason": why})
    return found


def lock_return(*, return_id: UUID, acting: Actor, now: datetime) -> LockedReturn:
    """Lock what was handed in: values, file and who answers for it, for good.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_return``.
        TransitionRefusedError: ``reporting.locks_own_return``; it does not wait for a check.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.LOCK_RETURN)
        found = access_return(acting, return_id, lock=True)
        is_own = found.prepared_by_id is not None and found.prepared_by_id == acting.id
        _move(found, ReturnEvent.LOCK_RETURN, ReturnFacts(checker_is_preparer=is_own))
        cells = _signed(found, values_of(found.cells), acting)
        data = _file(found, cells)
        stored = file_store().put(current_tenant(), data)
        found.save()
        locked: LockedReturn = LockedReturn.objects.create(
            id=new_id(now),
            upward_return=found,
            cells=stored_values(cells),
            file_name=_file_name(found),
            sha256=stored.sha256,
            size_bytes=stored.size_bytes,
            prepared_by_label=found.prepared_by_label,
            checked_by_id=acting.id,
            checked_by_label=acting.label,
            locked_at=now,
        )
        record(
            "reporting.lock_return",
            "return",
            found.id,
            after={
                "sha256": stored.sha256.hex(),
                "prepared_by": found.prepared_by_label,
                "checked_by": acting.label,
                "values": [[one.place.sheet, one.place.cell, one.words] for one in cells],
            },
        )
    return locked


def abandon_return(*, return_id: UUID, acting: Actor, now: datetime) -> UpwardReturn:
    """Give a return up; the period can be begun again.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_return``.
        TransitionRefusedError: it is with the checker, or locked.
    """
    with act(acting=acting, now=now) as record:
        found = access_return(acting, return_id, lock=True)
        _move(found, ReturnEvent.ABANDON_RETURN, ReturnFacts())
        found.save(update_fields=["state"])
        record("reporting.abandon_return", "return", found.id, after={"state": found.state})
    return found


def record_download(*, return_id: UUID, acting: Actor, now: datetime) -> None:
    """Record that a locked file, or the difference of two, was taken.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_return``.
    """
    with act(acting=acting, now=now) as record:
        found = access_return(acting, return_id)
        record("reporting.download_return", "return", found.id, after={"state": found.state})


def _next_edition(form_id: UUID, period: ReturnPeriod) -> int:
    same = UpwardReturn.objects.filter(
        form_id=form_id, since=period.since, until=period.until
    ).exclude(state=ReturnState.ABANDONED)
    if same.filter(state__in=[ReturnState.DRAFT, ReturnState.CHECKING]).exists():
        raise ConflictError("reporting.return_open")
    return same.count() + 1


def _texts_before(form_id: UUID) -> dict[str, str]:
    """Return who was responsible the last time: it is usually the same person."""
    last = UpwardReturn.objects.filter(form_id=form_id).order_by("-started_at").first()
    if last is None:
        return {}
    return {"responsible": last.responsible, "telephone": last.telephone}


def _open(acting: Actor, return_id: UUID) -> UpwardReturn:
    found = access_return(acting, return_id, lock=True)
    if found.state != ReturnState.DRAFT:
        raise ConflictError("reporting.return_not_open")
    return found


def _move(found: UpwardReturn, event: ReturnEvent, facts: ReturnFacts) -> None:
    found.state = next_state(TRANSITIONS, ReturnState(found.state), event, facts).target


def _signed(
    found: UpwardReturn, cells: tuple[CellValue, ...], acting: Actor
) -> tuple[CellValue, ...]:
    """Return the values with the checker's name where the form asks for it."""
    mapped = map_of(found.mapping.cells)
    asked = {one.place for one in mapped.cells if one.text is FormText.CHECKED_BY}
    return tuple(
        replace(one, words=acting.label) if one.place in asked and not one.reason else one
        for one in cells
    )


def _file(found: UpwardReturn, cells: tuple[CellValue, ...]) -> bytes:
    """Return the form filled with exactly the values handed in."""
    grid = grid_of(found.mapping.version)
    written: dict[CellPlace, Value] = {}
    for one in cells:
        if not one.is_formula:
            shown = grid.find(one.place)
            written[one.place] = _number_again(one, is_percent=bool(shown and shown.is_percent))
    return fill_form(bytes_of(found.mapping.version), written)


def _number_again(one: CellValue, *, is_percent: bool) -> Value:
    """Return what was written for a value, from the words that were kept."""
    if not one.words or not one.identity:
        return one.words or None
    return typed_value(one.words, is_percent=is_percent)


def _file_name(found: UpwardReturn) -> str:
    edition = "" if found.edition == 1 else f"_更正{found.edition - 1}"
    name = f"{found.form.name}_{found.since:%Y%m%d}-{found.until:%Y%m%d}{edition}.xlsx"
    return name.replace("/", "_").replace("\\", "_")
