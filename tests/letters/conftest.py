"""People of a small office; letters hang on its leads."""

from datetime import datetime
from typing import Any

import pytest


@pytest.fixture
def desk(scope: object, now: datetime) -> Any:
    """A small office; the tenant scope is open."""
    from tests.leads.desk import small_office  # noqa: PLC0415  # models need Django's setup

    return small_office(now)
