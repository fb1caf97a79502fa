"""One prepared installation for all tests of the commands."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.installations import Installation, free_port


@pytest.fixture(scope="package")
def installation() -> Iterator[Installation]:
    with tempfile.TemporaryDirectory(prefix="xz") as folder:
        made = Installation(var=Path(folder, "var"), port=free_port())
        done = made.run("migrate")
        assert done.returncode == 0, done.stderr
        yield made


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    return Installation(var=tmp_path / "var", port=free_port())
