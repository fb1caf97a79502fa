"""An office that wrote letters before they had a house of their own keeps every one of them."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest
from django.db import connection

from tests.cast import make_grid_member, make_office, make_staff, make_unit
from tests.conftest import lasting_database
from tests.database import Clone
from tests.tenant_guard import guard
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope

BEFORE = ("leads", "0003_lawful_moves")
AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
WITHDRAWN, ANSWERED, SERVED, SENT, DRAFT = (uuid.UUID(int=number) for number in range(1, 6))
STATES = {
    WITHDRAWN: "withdrawn",
    ANSWERED: "replied",
    SERVED: "served",
    SENT: "sent",
    DRAFT: "draft",
}
TIMES: dict[uuid.UUID, dict[str, Any]] = {
    WITHDRAWN: {"sent_at": AT, "withdrawn_at": AT},
    ANSWERED: {"sent_at": AT, "served_on": date(2026, 11, 3), "replied_at": AT},
    SERVED: {"sent_at": AT, "served_on": date(2026, 11, 3), "reply_due_on": date(2026, 12, 3)},
    SENT: {"sent_at": AT},
    DRAFT: {},
}


# As the product does it, but to any point.
MIGRATE = """
import django, sys
django.setup()
from django.core.management import call_command
from xiezhi.infra.db.states import lean_states
with lean_states():
    call_command("migrate", *sys.argv[1:], interactive=False, verbosity=0)
"""


def migrate(database: Clone, *target: str) -> None:
    """Migrate as the owner, in a process of its own."""
    done = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-c", MIGRATE, *target],
        env=os.environ | {"DATABASE_URL": database.urls.owner, "XIEZHI_DATABASE_ROLE": "owner"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def put(owner: psycopg.Connection[Any], table: str, **values: object) -> uuid.UUID:
    names = ", ".join(values)
    places = ", ".join(["%s"] * len(values))
    row = owner.execute(
        f"INSERT INTO {table} ({names}) VALUES ({places}) RETURNING id",  # noqa: S608  # names are ours
        list(values.values()),
    ).fetchone()
    assert row is not None
    found: uuid.UUID = row[0]
    return found


@pytest.fixture(scope="module")
def moved(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Clone, Any]]:
    """Two offices with the same rows in the tables of before, brought up to now."""
    with lasting_database(django_db_blocker, "letters") as database:
        offices = _before(database)
        migrate(database)
        yield database, offices


def _before(database: Clone) -> Any:
    people = {}
    for number, slug in ((7, "one"), (8, "two")):
        office = make_office(AT, slug=slug, number=number, is_default=number == 7)
        with tenant_scope(office.id):
            staff = make_staff("检察官助理03", Role.ASSISTANT)
            people[office.id] = (staff, make_unit(), make_grid_member())
    migrate(database, *BEFORE)
    with psycopg.connect(database.urls.owner) as owner:
        for office_id, (staff, unit, member) in people.items():
            owner.execute("SELECT set_config('app.tenant', %s, true)", [str(office_id)])
            fill(owner, office_id, staff, unit, member)
    return list(people)


def fill(owner: Any, office_id: uuid.UUID, staff: Any, unit: Any, member: Any) -> None:
    own: dict[str, Any] = {"procuratorate_id": office_id}
    lead = put(
        owner, "leads_lead", **own, id=uuid.uuid4(), year=2026, number=17, title="河滩垃圾",
        summary="", state="referred", state_since=AT, is_open=True, awaits="", channel="snap",
        source="report", area="", town="", place_words="", reporter_kind="", photo_count=0,
        is_urgent=False, is_major=False, campaign="", department_id=staff.department_id,
        registered_at=AT, national_number="", verdict="", organ_names="", next_due_key="",
        next_due_kind="",
    )  # fmt: skip
    put(
        owner, "leads_leadclock", **own, id=uuid.uuid4(), lead_id=lead, rule_key="referral_reply",
        kind="own", length=30, unit="day", basis="达检〔2026〕1号第3条",
        trigger_on=date(2026, 11, 3), due_on=date(2026, 12, 3), is_provisional=False,
    )  # fmt: skip
    for letter_id, times in TIMES.items():
        put(
            owner, "leads_referral", **own, id=letter_id, lead_id=lead, unit_id=unit.id,
            title=f"函{letter_id.int}", body="请依法处理", office_number="达检函〔2026〕17号",
            contact_words="", written_by_id=staff.id, written_at=AT, service_way="",
            received_by_label="", unit_section="河湖股", unit_contact="", unit_telephone="",
            is_reply_due_provisional=False, **times,
        )  # fmt: skip
    put(
        owner, "leads_organreply", **own, id=uuid.uuid4(), referral_id=ANSWERED, is_draft=False,
        words="已清运", measures="[]", conclusion="mended", reply_number="达水函〔2026〕9号",
        way="entered", entered_by_label="书记员01", at=AT,
    )  # fmt: skip
    put(
        owner, "leads_phonenote", **own, id=uuid.uuid4(), lead_id=lead, kind="urge_call",
        party="旗水利局", telephone="", spoken_at=AT, words="催问", written_by_id=staff.id,
        written_at=AT,
    )  # fmt: skip
    put(
        owner, "leads_fieldtask", **own, id=uuid.uuid4(), lead_id=lead, supporter_id=member.id,
        words="请去看看", place_words="", due_on=date(2026, 11, 20), asked_by_id=staff.id,
        asked_at=AT, result="", result_words="",
    )  # fmt: skip
    put(
        owner, "notifications_message", **own, id=uuid.uuid4(), recipient_kind="unit",
        recipient_id=unit.id, kind="leads.referral_sent", title="函", body="", notice="n", path="",
        about_kind="referral", about_id=SENT, sender_path="", dedup_key="k", created_at=AT,
    )  # fmt: skip


def test_rows_of_every_office_move_with_their_ids(moved: tuple[Clone, Any]) -> None:
    from xiezhi.letters.models import ContactNote, Letter, LetterReply  # noqa: PLC0415  # with the others
    from xiezhi.notifications.models import Message  # noqa: PLC0415
    from xiezhi.supporters.models import FieldTask  # noqa: PLC0415

    for office_id in moved[1]:
        with tenant_scope(office_id), connection.execute_wrapper(guard):
            assert {one.id: one.state for one in Letter.objects.all()} == STATES
            served = Letter.objects.get(id=SERVED)
            assert (served.matter_kind, served.matter_label) == ("lead", "线索 2026-17")
            assert (served.limit_length, served.limit_basis) == (30, "达检〔2026〕1号第3条")
            assert (served.kind, served.unit_section) == ("referral", "河湖股")
            assert LetterReply.objects.get().letter_id == ANSWERED
            assert ContactNote.objects.get().matter_label == "线索 2026-17"
            assert FieldTask.objects.get().words == "请去看看"
            assert Message.objects.get().about_kind == "letter"


def test_tables_of_before_are_gone(moved: tuple[Clone, Any]) -> None:
    with psycopg.connect(moved[0].urls.owner) as owner:
        left = owner.execute(
            "SELECT count(*) FROM pg_tables WHERE tablename = ANY(%s)",
            [["leads_referral", "leads_organreply", "leads_phonenote", "leads_fieldtask"]],
        ).fetchone()
    assert left == (0,)
