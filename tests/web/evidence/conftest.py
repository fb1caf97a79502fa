"""The desk of a small office with a case, its lead, and a picture that came with the report."""

from typing import Any

import pytest


@pytest.fixture
def files(office: Any) -> Any:
    """People who sign in, and short ways to a case; requests open their own scopes."""
    from tests.web.cases.files import make_files  # noqa: PLC0415  # models need Django's setup

    return make_files(office)


@pytest.fixture
def matter(files: Any) -> Any:
    """A case with the picture of its lead, not fixed yet."""
    from tests.web.evidence.matter import make_matter  # noqa: PLC0415  # as above

    return make_matter(files)
