"""上级表样: taken in, renewed when the superior changes it, put aside when it is no longer asked for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.rules.names import clean_file_name
from xiezhi.evidence.store import file_store
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act
from xiezhi.reporting.models import FormMapping, ReturnForm, ReturnFormVersion
from xiezhi.reporting.rules.mapping import FormMap, carried_over, map_of, stored_map
from xiezhi.reporting.rules.periods import PeriodKind
from xiezhi.reporting.rules.workbook.grid import FormGrid, read_form
from xiezhi.reporting.rules.workbook.places import CellPlace
from xiezhi.reporting.selectors.forms import (
    access_form,
    find_mapping,
    get_newest_version,
)

MAX_NAME: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class FormText:
    """What a person says of a form: its name, who wants it, how often."""

    name: str
    issuer: str
    period_kind: PeriodKind


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedForm:
    """A form as it came."""

    file_name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewedForm:
    """A new version, and the cells whose filling no longer fits and has to be chosen anew."""

    version: ReturnFormVersion
    lost: tuple[CellPlace, ...]


def add_form(*, text: FormText, uploaded: UploadedForm, acting: Actor, now: datetime) -> ReturnForm:
    """Take a form in.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        InvalidInputError: ``reporting.no_name``, ``reporting.no_issuer``, or a code of `read_form`.
        ConflictError: ``reporting.name_taken``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.PREPARE_RETURN)
        name, issuer = _cleaned(text)
        if ReturnForm.objects.filter(name=name, is_in_use=True).exists():
            raise ConflictError("reporting.name_taken", name=name)
        read_form(uploaded.data)
        form: ReturnForm = ReturnForm.objects.create(
            id=new_id(now),
            name=name,
            issuer=issuer,
            period_kind=text.period_kind,
            added_by_id=acting.id,
            added_at=now,
        )
        version = _keep(form, uploaded, number=1, acting=acting, now=now)
        record(
            "reporting.add_form",
            "form",
            form.id,
            after={"name": name, "issuer": issuer, "sha256": bytes(version.sha256).hex()},
        )
    return form


def renew_form(
    *, form_id: UUID, uploaded: UploadedForm, acting: Actor, now: datetime
) -> RenewedForm:
    """Take a changed form in; what still fits of its mapping is kept as a draft.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_form``.
        InvalidInputError: a code of `read_form`.
        ConflictError: ``reporting.same_file``, ``reporting.form_put_aside``.
    """
    with act(acting=acting, now=now) as record:
        form = access_form(acting, form_id, lock=True)
        if not form.is_in_use:
            raise ConflictError("reporting.form_put_aside")
        grid = read_form(uploaded.data)
        before = get_newest_version(form)
        shown = find_mapping(before, is_draft=True) or find_mapping(before, is_draft=False)
        version = _keep(form, uploaded, number=before.number + 1, acting=acting, now=now)
        if bytes(version.sha256) == bytes(before.sha256):
            raise ConflictError("reporting.same_file")
        mapped = FormMap() if shown is None else map_of(shown.cells)
        lost = _carry(mapped, version, grid, acting=acting, now=now)
        record(
            "reporting.renew_form",
            "form",
            form.id,
            before={"sha256": bytes(before.sha256).hex()},
            after={"sha256": bytes(version.sha256).hex(), "lost": len(lost)},
        )
    return RenewedForm(version=version, lost=lost)


def put_form_aside(*, form_id: UUID, is_in_use: bool, acting: Actor, now: datetime) -> ReturnForm:
    """Put a form aside, or take it up again; what was locked stays.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_form``.
        ConflictError: ``reporting.name_taken``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.LOCK_RETURN)
        form = access_form(acting, form_id, lock=True)
        others = ReturnForm.objects.filter(name=form.name, is_in_use=True).exclude(id=form.id)
        if is_in_use and others.exists():
            raise ConflictError("reporting.name_taken", name=form.name)
        form.is_in_use = is_in_use
        form.save(update_fields=["is_in_use"])
        record("reporting.put_form_aside", "form", form.id, after={"is_in_use": is_in_use})
    return form


def _cleaned(text: FormText) -> tuple[str, str]:
    name = clean_line(text.name, limit=MAX_NAME)
    issuer = clean_line(text.issuer, limit=MAX_NAME)
    if not name:
        raise InvalidInputError("reporting.no_name")
    if not issuer:
        raise InvalidInputError("reporting.no_issuer")
    return name, issuer


def _keep(
    form: ReturnForm, uploaded: UploadedForm, *, number: int, acting: Actor, now: datetime
) -> ReturnFormVersion:
    stored = file_store().put(current_tenant(), uploaded.data)
    version: ReturnFormVersion = ReturnFormVersion.objects.create(
        id=new_id(now),
        form=form,
        number=number,
        file_name=clean_file_name(uploaded.file_name),
        sha256=stored.sha256,
        size_bytes=stored.size_bytes,
        uploaded_by_id=acting.id,
        uploaded_at=now,
    )
    return version


def _carry(
    mapped: FormMap, version: ReturnFormVersion, grid: FormGrid, *, acting: Actor, now: datetime
) -> tuple[CellPlace, ...]:
    kept, lost = carried_over(mapped, grid)
    if kept.cells or kept.checks:
        FormMapping.objects.create(
            id=new_id(now),
            version=version,
            number=1,
            cells=stored_map(kept),
            saved_by_id=acting.id,
            saved_at=now,
        )
    return lost
