"""An office whose leads ran clocks of their own keeps every one of them, by the same id."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest
from django.db import connection

from tests.cast import make_office, make_staff
from tests.conftest import lasting_database
from tests.database import Clone
from tests.letters.test_move_out import migrate, put
from tests.tenant_guard import guard
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope

BEFORE = ("leads", "0005_drop_what_moved_out")
AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
RUNNING, MET, VOID = (uuid.UUID(int=number) for number in range(1, 4))
LETTER = uuid.UUID(int=9)


@pytest.fixture(scope="module")
def moved(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Clone, Any]]:
    """Two offices with a lead each and three clocks on it, in the table of before; brought to now."""
    with lasting_database(django_db_blocker, "clocks") as database:
        offices = _before(database)
        migrate(database)
        yield database, offices


def _before(database: Clone) -> Any:
    people = {}
    for number, slug in ((7, "one"), (8, "two")):
        office = make_office(AT, slug=slug, number=number, is_default=number == 7)
        with tenant_scope(office.id):
            people[office.id] = make_staff("检察官助理03", Role.ASSISTANT)
    migrate(database, *BEFORE)
    with psycopg.connect(database.urls.owner) as owner:
        for office_id, staff in people.items():
            owner.execute("SELECT set_config('app.tenant', %s, true)", [str(office_id)])
            _fill(owner, office_id, staff)
    return people


def _fill(owner: Any, office_id: uuid.UUID, staff: Any) -> None:
    own: dict[str, Any] = {"procuratorate_id": office_id}
    lead = put(
        owner, "leads_lead", **own, id=uuid.uuid4(), year=2026, number=17, title="河滩垃圾",
        summary="", state="referred", state_since=AT, is_open=True, awaits="", channel="snap",
        source="report", area="", town="", place_words="", reporter_kind="", photo_count=0,
        is_urgent=False, is_major=False, campaign="", department_id=staff.department_id,
        handler_id=staff.id, registered_at=AT, national_number="", verdict="", organ_names="",
        next_due_key="", next_due_kind="",
    )  # fmt: skip
    ends: dict[uuid.UUID, dict[str, Any]] = {
        RUNNING: {"about_id": LETTER},
        MET: {"met_on": date(2026, 11, 20)},
        VOID: {"void_on": date(2026, 11, 21)},
    }
    for clock_id, end in ends.items():
        put(
            owner, "leads_leadclock", **own, id=clock_id, lead_id=lead, rule_key="referral_reply",
            kind="own", length=30, unit="day", basis="达检〔2026〕1号第3条",
            trigger_on=date(2026, 11, 3), due_on=date(2026, 12, 3), is_provisional=True, **end,
        )  # fmt: skip


def test_clocks_of_every_office_move_with_their_ids(moved: tuple[Clone, Any]) -> None:
    from xiezhi.clocks.models import Clock  # noqa: PLC0415  # with the others

    for office_id, staff in moved[1].items():
        with tenant_scope(office_id), connection.execute_wrapper(guard):
            clocks = {clock.id: clock for clock in Clock.objects.all()}
            assert set(clocks) == {RUNNING, MET, VOID}
            running = clocks[RUNNING]
            assert (running.matter_kind, running.matter_label) == ("lead", "线索 2026-17")
            assert (running.matter_title, running.handler_id) == ("河滩垃圾", staff.id)
            assert (running.law_day, running.trigger_on) == (date(2026, 11, 3), date(2026, 11, 3))
            assert (running.due_on, running.about_id) == (date(2026, 12, 3), LETTER)
            assert running.is_provisional
            assert clocks[MET].met_on == date(2026, 11, 20)
            assert clocks[VOID].void_on == date(2026, 11, 21)


def test_table_of_before_is_gone(moved: tuple[Clone, Any]) -> None:
    with psycopg.connect(moved[0].urls.owner) as owner:
        left = owner.execute(
            "SELECT count(*) FROM pg_tables WHERE tablename = 'leads_leadclock'"
        ).fetchone()
    assert left == (0,)
