"""The database itself refuses one person in two posts, second thoughts, and words taken back."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from tests.cast import make_staff
from xiezhi.accounts.rules.roles import Role
from xiezhi.kernel.actor import Actor
from xiezhi.vault.models import OpeningRequest

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)


def member(label: str) -> UUID:
    acting: Actor = make_staff(label, Role.PROSECUTOR)
    assert acting.id is not None
    return acting.id


@pytest.fixture
def cast(scope: Any) -> dict[str, UUID]:
    return {name: member(name) for name in ("asks", "chief", "second", "handler")}


def asked(cast: dict[str, UUID], **changes: Any) -> OpeningRequest:
    given: dict[str, Any] = {
        "report_id": uuid4(),
        "report_code": "A1B2C3",
        "matter_kind": "lead",
        "matter_id": uuid4(),
        "matter_label": "线索 2026-1",
        "field": "phone",
        "purpose": "hear_reporter",
        "reason": "须当面核实",
        "team_ids": [cast["handler"], cast["asks"]],
        "requested_by_id": cast["asks"],
        "requested_at": AT,
    }
    made: OpeningRequest = OpeningRequest.objects.create(**(given | changes))
    return made


def approved(cast: dict[str, UUID]) -> OpeningRequest:
    made = asked(cast)
    OpeningRequest.objects.filter(id=made.id).update(approved_by_id=cast["chief"], approved_at=AT)
    return made


def refused(made: OpeningRequest, **changes: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningRequest.objects.filter(id=made.id).update(**changes)


def test_nobody_approves_what_they_asked_for(cast: dict[str, UUID]) -> None:
    refused(asked(cast), approved_by_id=cast["asks"], approved_at=AT)


@pytest.mark.parametrize("who", ["asks", "chief", "handler"])
def test_the_second_is_a_third_outside_the_matter(cast: dict[str, UUID], who: str) -> None:
    refused(approved(cast), seconded_by_id=cast[who], seconded_at=AT)


def test_a_third_outside_the_matter_may(cast: dict[str, UUID]) -> None:
    found = OpeningRequest.objects.filter(id=approved(cast).id)
    assert found.update(seconded_by_id=cast["second"], seconded_at=AT) == 1


def test_nobody_seconds_before_the_approval(cast: dict[str, UUID]) -> None:
    refused(asked(cast), seconded_by_id=cast["second"], seconded_at=AT)


def test_no_request_is_born_approved(cast: dict[str, UUID]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        asked(cast, approved_by_id=cast["chief"], approved_at=AT)


@pytest.mark.parametrize(
    "changes",
    [
        {"field": "name"},
        {"purpose": "false_report"},
        {"reason": "另一个理由"},
        {"team_ids": []},
        {"report_id": UUID(int=5)},
        {"approved_at": datetime(2026, 11, 27, tzinfo=UTC)},
        {"approved_by_id": None},
        {"blocked_until": date(2026, 12, 1), "block_reason": "事后补的"},
    ],
)
def test_what_was_written_stays(cast: dict[str, UUID], changes: dict[str, Any]) -> None:
    refused(approved(cast), **changes)


def test_a_block_needs_its_reason(cast: dict[str, UUID]) -> None:
    refused(
        asked(cast),
        approved_by_id=cast["chief"],
        approved_at=AT,
        blocked_until=date(2026, 12, 1),
    )


def test_what_was_refused_is_not_seconded(cast: dict[str, UUID]) -> None:
    made = approved(cast)
    OpeningRequest.objects.filter(id=made.id).update(
        refused_by_id=cast["second"], refused_at=AT, refusal="不必要"
    )
    refused(made, seconded_by_id=cast["second"], seconded_at=AT)


def test_an_unknown_field_or_purpose_is_none(cast: dict[str, UUID]) -> None:
    for changes in ({"field": "id_number"}, {"purpose": "curiosity"}, {"reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            asked(cast, **changes)
    assert connection.is_usable()
