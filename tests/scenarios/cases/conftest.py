"""People of a small office with its cases."""

from typing import Any

import pytest


@pytest.fixture
def office(scope: object) -> Any:
    """A small office; the tenant scope is open."""
    from tests.cases.office import case_office  # noqa: PLC0415  # models need Django's setup

    return case_office()
