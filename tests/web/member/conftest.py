"""A grid member signed in."""

from importlib import import_module
from typing import Any

import pytest


@pytest.fixture
def world(office: Any) -> Any:
    outside = import_module("tests.web.outside")
    return outside.make_world(office, import_module("xiezhi.kernel.clock").now())


@pytest.fixture
def member(world: Any) -> Any:
    """A browser of the grid member who reported and is asked to look again."""
    return import_module("tests.web.outside").as_member(world)


@pytest.fixture
def other(world: Any) -> Any:
    """A browser of another grid member."""
    outside = import_module("tests.web.outside")
    return outside.as_member(world, world.other_member)
