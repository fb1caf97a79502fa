"""取数对应: cells of a form filled with figures, kept as a draft until it is put to use."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError
from xiezhi.kernel.ids import new_id
from xiezhi.ledger.services.acts import act
from xiezhi.reporting.models import FormMapping
from xiezhi.reporting.rules.mapping import (
    CellMapping,
    FormMap,
    map_of,
    stored_map,
    with_cell,
    with_check,
    without_cell,
)
from xiezhi.reporting.rules.workbook.grid import FormGrid
from xiezhi.reporting.rules.workbook.places import CellPlace
from xiezhi.reporting.selectors.forms import (
    access_form,
    find_mapping,
    get_newest_version,
    grid_of,
)


def map_cell(*, form_id: UUID, cell: CellMapping, acting: Actor, now: datetime) -> FormMapping:
    """Fill a cell with something.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_form``.
        ConflictError: ``reporting.form_put_aside``.
        InvalidInputError: a code of `with_cell`.
    """
    return _change(
        form_id,
        "reporting.map_cell",
        cell.place,
        lambda mapped, grid: with_cell(mapped, cell, grid),
        acting=acting,
        now=now,
    )


def clear_cell(*, form_id: UUID, place: CellPlace, acting: Actor, now: datetime) -> FormMapping:
    """Leave a cell as the superior's file has it.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_form``.
        ConflictError: ``reporting.form_put_aside``.
    """
    return _change(
        form_id,
        "reporting.clear_cell",
        place,
        lambda mapped, _: without_cell(mapped, place),
        acting=acting,
        now=now,
    )


def set_check(
    *, form_id: UUID, place: CellPlace, parts: str, acting: Actor, now: datetime
) -> FormMapping:
    """Say which cells a cell must be the sum of; empty parts take the check away.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_form``.
        ConflictError: ``reporting.form_put_aside``.
        InvalidInputError: a code of `with_check`.
    """
    return _change(
        form_id,
        "reporting.set_check",
        place,
        lambda mapped, grid: with_check(mapped, place, parts, grid),
        acting=acting,
        now=now,
    )


def publish_mapping(*, form_id: UUID, acting: Actor, now: datetime) -> FormMapping:
    """Put the draft to use; from now on it stays as it is.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_form``.
        ConflictError: ``reporting.no_mapping_draft``, ``reporting.nothing_mapped``,
            ``reporting.form_put_aside``.
    """
    with act(acting=acting, now=now) as record:
        form = access_form(acting, form_id, lock=True)
        if not form.is_in_use:
            raise ConflictError("reporting.form_put_aside")
        draft = find_mapping(get_newest_version(form), is_draft=True)
        if draft is None:
            raise ConflictError("reporting.no_mapping_draft")
        if not map_of(draft.cells).cells:
            raise ConflictError("reporting.nothing_mapped")
        draft.is_draft, draft.saved_by_id, draft.saved_at = False, acting.id, now
        draft.save(update_fields=["is_draft", "saved_by", "saved_at"])
        record(
            "reporting.publish_mapping",
            "form",
            form.id,
            after={"number": draft.number, "cells": len(map_of(draft.cells).cells)},
        )
    return draft


def _change(
    form_id: UUID,
    name: str,
    place: CellPlace,
    change: Callable[[FormMap, FormGrid], FormMap],
    *,
    acting: Actor,
    now: datetime,
) -> FormMapping:
    with act(acting=acting, now=now) as record:
        form = access_form(acting, form_id, lock=True)
        if not form.is_in_use:
            raise ConflictError("reporting.form_put_aside")
        version = get_newest_version(form)
        draft = find_mapping(version, is_draft=True)
        published = find_mapping(version, is_draft=False)
        if draft is None:
            number = 1 if published is None else published.number + 1
            cells = stored_map(FormMap()) if published is None else published.cells
            draft = FormMapping(id=new_id(now), version=version, number=number, cells=cells)
        draft.cells = stored_map(change(map_of(draft.cells), grid_of(version)))
        draft.saved_by_id, draft.saved_at = acting.id, now
        draft.save()
        record(name, "form", form.id, after={"sheet": place.sheet, "cell": place.cell})
    return draft
