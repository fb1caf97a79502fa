"""A unit signed in, before and after 签收."""

from importlib import import_module
from typing import Any

import pytest


@pytest.fixture
def world(office: Any) -> Any:
    outside = import_module("tests.web.outside")
    return outside.make_world(office, import_module("xiezhi.kernel.clock").now())


@pytest.fixture
def unit(world: Any) -> Any:
    """A browser of the unit the letter went to."""
    return import_module("tests.web.outside").as_unit(world)


@pytest.fixture
def letter_url(world: Any) -> str:
    return f"/portal/letters/{world.letter_id}/"


@pytest.fixture
def received(unit: Any, letter_url: str) -> Any:
    """The same browser after 签收."""
    answer = unit.post(f"{letter_url}receive/", {"unit_section": "防火监督科"})
    assert answer.status_code == 302, answer.content.decode()
    return unit


@pytest.fixture
def respondent(world: Any) -> Any:
    """The unit as the organ a case is about."""
    return import_module("tests.web.portal.suggestions").respondent_of(world)
