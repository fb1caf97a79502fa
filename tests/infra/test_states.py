"""Adding an index or a constraint renders no model anew, and the rendered model knows of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import CheckConstraint, Index, Q

from xiezhi.infra.db.states import lean_states


@pytest.fixture
def state() -> Iterator[ProjectState]:
    made = ProjectState()
    fields: dict[str, models.Field[Any, Any]] = {
        "id": models.BigAutoField(primary_key=True),
        "n": models.IntegerField(),
    }
    made.add_model(ModelState("house", "stone", fields))
    made.apps.get_model("house", "stone")
    with lean_states():
        yield made


def names(state: ProjectState) -> list[str]:
    meta = state.apps.get_model("house", "stone")._meta
    return [one.name for one in (*meta.indexes, *meta.constraints)]


def test_rendered_model_is_told_of_its_index_and_constraint(state: ProjectState) -> None:
    rendered = state.apps.get_model("house", "stone")
    state.add_index("house", "stone", Index(fields=["n"], name="by_n"))
    state.add_constraint("house", "stone", CheckConstraint(condition=Q(n__gt=0), name="n_is_some"))
    assert state.apps.get_model("house", "stone") is rendered
    assert names(state) == ["by_n", "n_is_some"]


def test_model_rendered_later_has_them_too(state: ProjectState) -> None:
    state.add_index("house", "stone", Index(fields=["n"], name="by_n"))
    state.reload_model("house", "stone")
    assert names(state) == ["by_n"]


def test_state_that_was_copied_before_stays_as_it_was(state: ProjectState) -> None:
    before = state.clone()
    state.add_index("house", "stone", Index(fields=["n"], name="by_n"))
    assert before.models["house", "stone"].options["indexes"] == []


def test_django_does_as_ever_outside_the_block() -> None:
    django = vars(ProjectState)["_append_option"]
    with lean_states():
        assert vars(ProjectState)["_append_option"] is not django
    assert vars(ProjectState)["_append_option"] is django
