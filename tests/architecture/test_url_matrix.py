"""Every address × every role against the checked-in matrix; an unlisted address fails.

After adding a page, write the matrix afresh with ``python -m scripts.url_matrix`` and review what
changed: each cell is a decision about who may.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.architecture.addresses import NOBODY, ROLES, World, addresses, build
from tests.architecture.matrix import read, walk
from tests.conftest import lasting_database

# A method that an address does not take is refused before anybody asks who it is: two who ask
# for everything show it, the others ask for what is listed.
ASK_FOR_ALL = (NOBODY, "prosecutor")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all roles: what a role does there is undone."""
    with lasting_database(django_db_blocker, "addresses") as made:
        yield build(made)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_answered_as_decided(role: str, world: World) -> None:
    decided = read()[role]
    found = walk(world, role, None if role in ASK_FOR_ALL else decided)
    wrong = {
        key: f"decided {decided.get(key, '405')}, found {answer}"
        for key, answer in found.items()
        if answer != decided.get(key, "405")
    }
    assert wrong == {}


def test_every_address_is_listed() -> None:
    listed = {address for address, _ in read()[ROLES[0]]}
    assert {f"{a.name} {a.route}" for a in addresses()} - listed == set()
    assert listed - {f"{a.name} {a.route}" for a in addresses()} == set()


def test_no_cell_is_a_fault_of_the_server() -> None:
    faults = {
        (role, *key): answer
        for role, cells in read().items()
        for key, answer in cells.items()
        if answer.startswith("5")
    }
    assert faults == {}
