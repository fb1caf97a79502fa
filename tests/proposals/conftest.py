"""A small office that handles proposals."""

from datetime import datetime
from typing import Any

import pytest


@pytest.fixture
def desk(scope: object, now: datetime) -> Any:
    """People of every post; the tenant scope is open."""
    from tests.leads.desk import small_office  # noqa: PLC0415  # models need Django's setup

    return small_office(now)
