"""会签职责: written by the office for each party, read by that unit while the text is in force."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.cast import make_staff
from tests.partners.meetings import Table, table
from xiezhi.accounts.rules.roles import Role
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import NotAllowedError, NotFoundError
from xiezhi.partners.models import SignedInstrument
from xiezhi.partners.selectors.instruments import list_own_parts, list_parts_of
from xiezhi.partners.services.instruments import write_duties
from xiezhi.partners.services.units import sign_instrument

DUTIES = "负责市政消防取水设施的日常检查，发现损坏七日内通报。"


@pytest.fixture
def signed(scope: Any, now: datetime) -> Table:
    return table(now)


def sign(signed: Table, title: str = "消检协作意见", **changes: Any) -> SignedInstrument:
    given: dict[str, Any] = {
        "signed_on": date(2025, 3, 1),
        "parties": {unit.id: "" for unit in signed.units},
    } | changes
    return sign_instrument(title=title, acting=signed.caller, now=signed.now, **given)


def test_unit_reads_its_own_duties_only(signed: Table) -> None:
    sign(signed)
    first = list_parts_of(signed.units[0].id)[0]
    write_duties(party_id=first.id, duties=DUTIES, acting=signed.caller, now=signed.now)
    today = legal_day(signed.now)
    assert [one.duties for one in list_own_parts(signed.officers[0], today)] == [DUTIES]
    assert [one.duties for one in list_own_parts(signed.officers[1], today)] == [""]
    assert list_own_parts(signed.stranger, today) == []


@pytest.mark.parametrize(
    ("until", "count"), [(date(2026, 1, 31), 0), (None, 1), (date(2099, 1, 1), 1)]
)
def test_text_that_has_ended_is_shown_no_more(
    signed: Table, until: date | None, count: int
) -> None:
    sign(signed, in_force_until=until)
    assert len(list_own_parts(signed.officers[0], date(2026, 2, 1))) == count
    assert len(list_parts_of(signed.units[0].id)) == 1


def test_text_holds_on_its_last_day(signed: Table) -> None:
    sign(signed, in_force_until=date(2026, 1, 31))
    assert len(list_own_parts(signed.officers[0], date(2026, 1, 31))) == 1


def test_whoever_does_not_manage_units_writes_nothing(signed: Table) -> None:
    sign(signed)
    part = list_parts_of(signed.units[0].id)[0]
    with pytest.raises(NotAllowedError):
        write_duties(
            party_id=part.id,
            duties=DUTIES,
            acting=make_staff("书记员09", Role.CLERK),
            now=signed.now,
        )
    with pytest.raises(NotFoundError):
        write_duties(
            party_id=signed.units[0].id, duties=DUTIES, acting=signed.caller, now=signed.now
        )
