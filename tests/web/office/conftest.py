"""The desk of a small office."""

from typing import Any

import pytest


@pytest.fixture
def desk(office: Any) -> Any:
    """People who sign in; requests open their own scopes."""
    from tests.web.desk.staff import make_desk  # noqa: PLC0415  # models need Django's setup

    return make_desk(office)
