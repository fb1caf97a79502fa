"""Migrating without rendering every model anew at every step.

Django renders a model and all it is related to afresh after nearly each step, and every model of
ours is related to the procuratorate; nine tenths of the first start went into that. Here a new
model is rendered alone, beside the others as they are; a changed one too, and the state is marked
as delayed, so that Django renders all of it before code of a migration asks for models. Indexes
and constraints are told to the model they stand on.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ModelState, ProjectState
from django.db.models import Index
from django.db.models.constraints import BaseConstraint

_related = ProjectState._find_reload_model  # type: ignore[attr-defined]  # noqa: SLF001  # absent from the stubs


@contextmanager
def lean_states() -> Iterator[None]:
    """Let migrations run in the block render no more than what they change."""
    lean: dict[str, Callable[..., Any]] = {
        "_append_option": _append_option,
        "_find_reload_model": _find_reload_model,
        "add_model": _add_model,
    }
    before = {name: getattr(ProjectState, name) for name in lean}
    _set(lean)
    try:
        yield
    finally:
        _set(before)


def _set(methods: dict[str, Callable[..., Any]]) -> None:
    for name, method in methods.items():
        setattr(ProjectState, name, method)


def _append_option(  # noqa: PLR0917  # the shape Django calls it with
    state: ProjectState, app_label: str, model_name: str, option: str, added: Index | BaseConstraint
) -> None:
    options = state.models[app_label, model_name].options
    options[option] = [*options[option], added]
    if "apps" in vars(state):  # rendered already
        meta = state.apps.get_model(app_label, model_name)._meta  # noqa: SLF001
        setattr(meta, option, list(options[option]))


def _add_model(state: ProjectState, model: ModelState) -> None:
    """Nothing refers to a model that is new; those it refers to stand."""
    key = (model.app_label, model.name_lower)
    state.models[key] = model
    if state._relations is not None:  # type: ignore[attr-defined]  # noqa: SLF001  # absent from the stubs
        state.resolve_model_relations(key)
    if "apps" in vars(state):  # rendered already
        state.apps.render_multiple([model])


def _find_reload_model(
    state: ProjectState,
    app_label: str,
    model_name: str,
    delay: bool = False,  # noqa: FBT001, FBT002  # the shape Django calls it with
) -> set[tuple[str, str]]:
    """Return what is rendered anew after a change: all that hangs together, or the model alone."""
    if not delay:
        found: set[tuple[str, str]] = _related(state, app_label, model_name)
        return found
    state.is_delayed = True
    return {(app_label, model_name)}
