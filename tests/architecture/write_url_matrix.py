"""Writes the matrix; run by ``scripts.url_matrix`` only, its name keeps it out of the suite."""

from tests.architecture.addresses import ROLES, build
from tests.architecture.matrix import walk, write
from tests.database import Clone


def test_write_matrix(own_database: Clone) -> None:
    world = build(own_database)
    write({role: walk(world, role) for role in ROLES})
