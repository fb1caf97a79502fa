"""One pair of zones for all journeys: each brings its own reports."""

from collections.abc import Iterator

import pytest

from tests.scenarios.zones.pair import Pair, paired


@pytest.fixture(scope="session")
def zones() -> Iterator[Pair]:
    with paired() as pair:
        yield pair
