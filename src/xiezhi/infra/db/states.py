"""Migrating without rendering the models anew for every index and constraint.

Django renders a model and all it is related to afresh after each of them; two thirds of the first
start went into that. Nobody asks the rendered models for more than their own indexes and
constraints, so here these are told of what was added.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.migrations.state import ProjectState
from django.db.models import Index
from django.db.models.constraints import BaseConstraint


@contextmanager
def lean_states() -> Iterator[None]:
    """Let migrations run in the block add indexes and constraints to the models as they are."""
    before = ProjectState._append_option  # type: ignore[attr-defined]  # noqa: SLF001  # absent from the stubs
    ProjectState._append_option = _append_option  # type: ignore[attr-defined]  # noqa: SLF001
    try:
        yield
    finally:
        ProjectState._append_option = before  # type: ignore[attr-defined]  # noqa: SLF001


def _append_option(  # noqa: PLR0917  # the shape Django calls it with
    state: ProjectState, app_label: str, model_name: str, option: str, added: Index | BaseConstraint
) -> None:
    options = state.models[app_label, model_name].options
    options[option] = [*options[option], added]
    if "apps" in vars(state):  # rendered already
        meta = state.apps.get_model(app_label, model_name)._meta  # noqa: SLF001
        setattr(meta, option, list(options[option]))
