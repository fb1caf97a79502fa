"""Whoever changes the ledger behind the product's back is found out, and the place is named."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest

from tests.cast import make_office
from tests.database import Clone
from tests.ledger.ledgers import (
    ENTRIES,
    SIGNED,
    Owner,
    Row,
    Tampering,
    closed_up,
    grow,
    owner,
    pushed_in,
    restore,
    reworded,
    rewritten_from,
    stranger_note,
    swapped,
)
from xiezhi.accounts.models import Procuratorate
from xiezhi.infra.tenant import tenant_scope
from xiezhi.ledger.rules.audit import Audit, Fault, Outcome
from xiezhi.ledger.services.verification import verify_ledger


def audit_of(office: Procuratorate) -> Audit:
    with tenant_scope(office.id):
        return verify_ledger().audit


@contextmanager
def tampered(own_database: Clone, now: datetime) -> Iterator[tuple[Procuratorate, Owner]]:
    office = make_office(now)
    grow(office, now)
    with owner(own_database.urls.owner, office.id) as found:
        yield office, found


def body(found: Owner, rows: list[Row], place: int) -> None:
    rows[place] = rows[place] | {"body": rows[place]["body"].replace(":", ": ", 1)}
    found.replace(rows)


def leaf(found: Owner, rows: list[Row], place: int) -> None:
    rows[place] = rows[place] | {"leaf_hash": hashlib.sha256(b"other").digest()}
    found.replace(rows)


def body_and_leaf(found: Owner, rows: list[Row], place: int) -> None:
    rows[place] = reworded(rows[place], after="00" * 32)
    found.replace(rows)


def column(found: Owner, rows: list[Row], place: int) -> None:
    rows[place] = rows[place] | {"object_id": "another thing"}
    found.replace(rows)


def act_and_column(found: Owner, rows: list[Row], place: int) -> None:
    rows[place] = reworded(rows[place], act="test.other") | {"act": "test.other"}
    found.replace(rows)


def deleted(found: Owner, rows: list[Row], place: int) -> None:
    del rows[place]
    found.replace(rows)


def deleted_and_closed_up(found: Owner, rows: list[Row], place: int) -> None:
    found.replace(closed_up(rows, place))


def deleted_with_head(found: Owner, rows: list[Row], place: int) -> None:
    made = closed_up(rows, place)
    found.replace(made)
    found.set_head(made)


def inserted(found: Owner, rows: list[Row], place: int) -> None:
    found.replace(pushed_in(rows, place))


def inserted_with_head(found: Owner, rows: list[Row], place: int) -> None:
    made = pushed_in(rows, place)
    found.replace(made)
    found.set_head(made)


def swapped_with_next(found: Owner, rows: list[Row], place: int) -> None:
    other = place + 1 if place + 1 < ENTRIES else 0
    found.replace(swapped(rows, min(place, other), max(place, other)))


def swapped_far(found: Owner, rows: list[Row], place: int) -> None:
    other = (place + 17) % ENTRIES
    found.replace(swapped(rows, min(place, other), max(place, other)))


EXACT: dict[str, Tampering] = {
    tampering.__name__: tampering
    for tampering in (
        body,
        leaf,
        body_and_leaf,
        column,
        act_and_column,
        deleted,
        deleted_and_closed_up,
        deleted_with_head,
        inserted,
        inserted_with_head,
    )
}
PLACES = tuple(range(0, ENTRIES, 2))


def first_of(name: str, place: int) -> int:
    if name == "swapped_far":
        return min(place, (place + 17) % ENTRIES)
    if name == "swapped_with_next":
        return place if place + 1 < ENTRIES else 0
    return place


def test_each_of_250_tamperings_is_found_and_its_place_named(
    own_database: Clone, now: datetime
) -> None:
    tamperings = EXACT | {"swapped_with_next": swapped_with_next, "swapped_far": swapped_far}
    missed = []
    with tampered(own_database, now) as (office, found):
        assert audit_of(office).outcome is Outcome.SOUND
        original = found.rows()
        for name, tampering in tamperings.items():
            for place in PLACES:
                tampering(found, list(original), place)
                finding = audit_of(office).finding
                if finding is None or finding.sequence != first_of(name, place):
                    missed.append((name, place, finding))
                restore(found)
        assert len(tamperings) * len(PLACES) >= 250
        assert missed == []
        assert audit_of(office).outcome is Outcome.SOUND


def test_rewriting_everything_after_a_forgery_contradicts_the_next_checkpoint(
    own_database: Clone, now: datetime
) -> None:
    missed = []
    with tampered(own_database, now) as (office, found):
        original = found.rows()
        for place in range(ENTRIES):
            made = rewritten_from(list(original), place)
            found.replace(made)
            found.set_head(made)
            finding = audit_of(office).finding
            next_signed = min(size for size in SIGNED if size > place)
            if (
                finding is None
                or finding.fault is not Fault.CHECKPOINT_CONTRADICTS
                or finding.checkpoint != next_signed
                or not finding.sequence <= place <= (finding.until or 0)
            ):
                missed.append((place, finding))
            restore(found)
    assert missed == []


@pytest.mark.parametrize("size", SIGNED)
def test_a_changed_checkpoint_is_named(own_database: Clone, now: datetime, size: int) -> None:
    with tampered(own_database, now) as (office, found):
        found.set_note(size, found.note(size).replace(f"\n{size}\n", f"\n{size + 1}\n"))
        finding = audit_of(office).finding
    assert finding is not None
    assert (finding.fault, finding.checkpoint) == (Fault.CHECKPOINT_ALTERED, size)


def test_a_checkpoint_by_another_key_is_not_trusted(own_database: Clone, now: datetime) -> None:
    with tampered(own_database, now) as (office, found):
        root = audit_of(office).root
        found.set_note(ENTRIES, stranger_note(ENTRIES, root, f"{office.slug}.xiezhi"))
        audit = audit_of(office)
    assert audit.outcome is Outcome.UNTRUSTED


def test_a_ledger_cut_off_with_its_head_is_incomplete(own_database: Clone, now: datetime) -> None:
    with tampered(own_database, now) as (office, found):
        rows = found.rows()[:35]
        found.replace(rows)
        found.set_head(rows)
        audit = audit_of(office)
    assert audit.outcome is Outcome.INCOMPLETE
    assert audit.finding is not None
    assert audit.finding.sequence == 35


def test_a_changed_head_is_named(own_database: Clone, now: datetime) -> None:
    with tampered(own_database, now) as (office, found):
        found.set_head(found.rows()[:-1] + found.rows()[:1])
        finding = audit_of(office).finding
    assert finding is not None
    assert (finding.fault, finding.sequence) == (Fault.HEAD, ENTRIES - 1)


def test_an_empty_ledger_is_sound(office: Procuratorate) -> None:
    with tenant_scope(office.id):
        assert verify_ledger().audit.outcome is Outcome.SOUND
