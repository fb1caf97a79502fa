"""The desk of a small office with its cases."""

from typing import Any

import pytest


@pytest.fixture
def files(office: Any) -> Any:
    """People who sign in, and short ways to a case; requests open their own scopes."""
    from tests.web.cases.files import make_files  # noqa: PLC0415  # models need Django's setup

    return make_files(office)
