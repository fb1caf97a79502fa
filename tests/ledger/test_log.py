"""Reading the log, and proving that an entry stands in it."""

from datetime import datetime, timedelta

import pytest

from tests.ledger.ledgers import ENTRIES, grow
from xiezhi.accounts.models import Procuratorate
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.errors import InvalidInputError, NotFoundError
from xiezhi.ledger.rules.checkpoint import parse_and_verify_checkpoint
from xiezhi.ledger.rules.merkle import inclusion_proof, leaf_hash
from xiezhi.ledger.rules.proofs import verify_inclusion
from xiezhi.ledger.rules.ranges import streamed_proof
from xiezhi.ledger.selectors.log import LogFilter, get_entry, get_inclusion_proof, list_entries
from xiezhi.ledger.services.keys import origin_of, public_checkpoint_key


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 33])
def test_streamed_proof_equals_the_proof_over_all_leaves(size: int) -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    for index in range(size):
        assert streamed_proof(iter(leaves), index, size) == inclusion_proof(leaves, index)


def test_stream_that_ends_early_gives_no_proof() -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(5)]
    with pytest.raises(InvalidInputError, match=r"ledger\.no_such_leaf"):
        streamed_proof(iter(leaves), 1, 8)


def test_every_entry_is_proved_against_a_signed_checkpoint(
    office: Procuratorate, now: datetime
) -> None:
    grow(office, now)
    with tenant_scope(office.id):
        for sequence in range(ENTRIES):
            proof = get_inclusion_proof(sequence)
            checkpoint = parse_and_verify_checkpoint(
                proof.note.encode(),
                origin=origin_of(office.slug),
                public_key=public_checkpoint_key(),
            )
            verify_inclusion(
                proof.hashes,
                leaf=proof.leaf,
                index=sequence,
                size=checkpoint.size,
                root=checkpoint.root,
            )


def test_entry_without_a_checkpoint_is_not_proved_yet(office: Procuratorate) -> None:
    with tenant_scope(office.id), pytest.raises(NotFoundError, match=r"ledger\.not_signed_yet"):
        get_inclusion_proof(0)


def test_log_is_read_newest_first_page_by_page(office: Procuratorate, now: datetime) -> None:
    grow(office, now, to=120)
    with tenant_scope(office.id):
        first = list_entries(LogFilter())
        second = list_entries(LogFilter(before=first.before))
        third = list_entries(LogFilter(before=second.before))
    found = [entry.sequence for page in (first, second, third) for entry in page.entries]
    assert found == list(range(119, -1, -1))
    assert third.before is None


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param(LogFilter(object_kind="thing", object_id="thing-7"), [6], id="object"),
        pytest.param(LogFilter(act="accounts.open_office"), [0], id="act"),
        pytest.param(LogFilter(actor_id="nobody"), [], id="person"),
    ],
)
def test_log_is_filtered(
    office: Procuratorate, now: datetime, asked: LogFilter, expected: list[int]
) -> None:
    grow(office, now, to=10)
    with tenant_scope(office.id):
        assert [entry.sequence for entry in list_entries(asked).entries] == expected


def test_log_is_filtered_by_time(office: Procuratorate, now: datetime) -> None:
    grow(office, now, to=10)
    asked = LogFilter(since=now + timedelta(minutes=4), until=now + timedelta(minutes=7))
    with tenant_scope(office.id):
        assert [entry.sequence for entry in list_entries(asked).entries] == [5, 4, 3]


def test_entry_is_read_from_its_sealed_words(office: Procuratorate) -> None:
    with tenant_scope(office.id):
        entry = get_entry(0)
        with pytest.raises(NotFoundError):
            get_entry(99)
    assert (entry.act, entry.actor_kind, entry.actor_label) == (
        "accounts.open_office",
        "system",
        "系统",
    )
