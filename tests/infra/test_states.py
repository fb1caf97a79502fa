"""A step renders no model it does not change, and the rendered ones know of what was added."""

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


def test_new_model_stands_beside_those_it_refers_to(state: ProjectState) -> None:
    rendered = state.apps.get_model("house", "stone")
    fields: dict[str, models.Field[Any, Any]] = {
        "id": models.BigAutoField(primary_key=True),
        "stone": models.ForeignKey("house.stone", models.PROTECT),
    }
    state.add_model(ModelState("house", "wall", fields))
    assert state.apps.get_model("house", "stone") is rendered
    wall = state.apps.get_model("house", "wall")
    assert wall._meta.get_field("stone").related_model is rendered
    assert [one.related_model for one in rendered._meta.related_objects] == [wall]


def test_changed_model_is_rendered_alone_until_code_asks_for_all(state: ProjectState) -> None:
    fields: dict[str, models.Field[Any, Any]] = {
        "id": models.BigAutoField(primary_key=True),
        "stone": models.ForeignKey("house.stone", models.PROTECT),
    }
    state.add_model(ModelState("house", "wall", fields))
    wall = state.apps.get_model("house", "wall")
    state.add_field("house", "stone", "weight", models.IntegerField(null=True), True)
    assert state.apps.get_model("house", "stone")._meta.get_field("weight")
    assert state.apps.get_model("house", "wall") is wall
    assert state.is_delayed
    state.clear_delayed_apps_cache()
    stone = state.apps.get_model("house", "stone")
    assert state.apps.get_model("house", "wall")._meta.get_field("stone").related_model is stone


@pytest.mark.parametrize("name", ["_append_option", "_find_reload_model", "add_model"])
def test_django_does_as_ever_outside_the_block(name: str) -> None:
    django = vars(ProjectState)[name]
    with lean_states():
        assert vars(ProjectState)[name] is not django
    assert vars(ProjectState)[name] is django
