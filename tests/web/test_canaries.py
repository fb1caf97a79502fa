"""Who sent a secret report is found on no page, in no copy and in no row, whoever asks."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.addresses import Address
from tests.cast import make_staff
from tests.evidence.pictures import CANARY, exif_head, jpeg
from tests.evidence.sounds import wav
from tests.web.desk.staff import signed_in
from tests.web.outside import World, as_member, as_unit, make_world
from tests.web.test_snap import receipt_code
from tests.web.unwatched import refusals_drawn_once, templates_unwatched
from xiezhi.accounts.models import Procuratorate, StaffMember
from xiezhi.accounts.rules.devices import Means
from xiezhi.accounts.rules.roles import STAFF_ROLES, Role
from xiezhi.accounts.services.devices import bind_device
from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report, ReportFile, ReportMessage
from xiezhi.intake.services.identity import approve_to_open, ask_to_open, second_to_open
from xiezhi.intake.services.relaying import relay_words
from xiezhi.kernel import clock
from xiezhi.leads.services.registration import Registration, register_lead
from xiezhi.ledger.models import LedgerEntry
from xiezhi.supporters.models import Supporter
from xiezhi.vault.models import SealedIdentity
from xiezhi.vault.rules.opening import IdentityField, OpeningPurpose
from xiezhi.web.middleware.phone import COOKIE

KEY = uuid4()
CANARIES = {
    "name": "保密反映人甲乙",
    "phone": "13911117733",
    "file name": "IMG_canary_7733.jpg",
    "camera serial": CANARY,
    "position of the form": "40.1234577",
    "longitude of the form": "110.7654321",
    "position of the picture": "40.4083666",
    "time of the picture": "2026:05:04 09:30:00",
    "browser": "CanaryBrowser/7733",
    "language": "mn-CANARY",
    "address": "203.0.113.77",
    "submission key": str(KEY),
}
SAME_FOR_ALL = ("/desk/law/", "/desk/style/", "/account/", "/desk/office/holidays/")
WORDS = "河滩上倒了好多建筑垃圾，没人管"


@dataclass(frozen=True, kw_only=True)
class Secret:
    """A secret report, sent and answered from the phone of a grid member who is signed in."""

    world: World
    report: Report
    receipt: str
    member_id: UUID
    lead_id: UUID
    opening_id: UUID
    wish_id: UUID


@pytest.fixture
def secret(office: Procuratorate) -> Secret:
    now = clock.now()
    world = make_world(office, now)
    with tenant_scope(office.id):
        member = Supporter.objects.get(id=world.member.id)
        token = bind_device(
            acting=world.member, account_id=member.account_id, means=Means.CARD, now=now
        )
    phone = Client(
        headers={
            "host": "localhost",
            "user-agent": CANARIES["browser"],
            "accept-language": CANARIES["language"],
            "x-forwarded-for": CANARIES["address"],
        }
    )
    phone.cookies[COOKIE] = token
    receipt = _send(phone)
    with tenant_scope(office.id):
        report = Report.objects.get(words=WORDS)
        lead_id = _register(world, report)
    _talk(phone, receipt)
    assert phone.post("/status/erase/", {"submission_key": str(uuid4())}).status_code == 302
    with tenant_scope(office.id):
        wish_id = ReportMessage.objects.get(report_id=report.id, kind="erasure").id
        opening_id = _ask_to_open(world, report, lead_id)
    return Secret(
        world=world,
        report=report,
        receipt=receipt,
        member_id=member.id,
        lead_id=lead_id,
        opening_id=opening_id,
        wish_id=wish_id,
    )


def _photo() -> SimpleUploadedFile:
    return SimpleUploadedFile(CANARIES["file name"], jpeg(exif=exif_head()), "image/jpeg")


def _send(phone: Client) -> str:
    answer = phone.post(
        "/",
        {
            "submission_key": str(KEY),
            "contact_mode": "phone",
            "name": CANARIES["name"],
            "phone": CANARIES["phone"],
            "keep_secret": "on",
            "words": WORDS,
            "lat": CANARIES["position of the form"],
            "lon": CANARIES["longitude of the form"],
            "position_source": "device",
            "photos": _photo(),
            "voice": SimpleUploadedFile("voice_canary_7733.wav", wav(), "audio/wav"),
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    return receipt_code(phone)


def _talk(phone: Client, receipt: str) -> None:
    assert phone.post("/status/", {"code": receipt}).status_code == 302
    assert phone.get("/status/").status_code == 200
    answer = phone.post(
        "/status/answer/",
        {
            "submission_key": str(uuid4()),
            "kind": "supplement",
            "words": "又倒了一车",
            "photos": _photo(),
        },
    )
    assert answer.status_code == 302, answer.content.decode()


def _register(world: World, report: Report) -> UUID:
    registration = Registration(
        title="河滩建筑垃圾一事",
        department_id=world.inside.handler.department_id or UUID(int=0),
        handler_id=world.inside.handler.id,
    )
    lead = register_lead(
        report_ids=[report.id],
        registration=registration,
        acting=world.inside.handler,
        # Long ago: what the reporter says later is then kept to the full hour.
        now=clock.now() - timedelta(hours=2),
    )
    lead_id: UUID = lead.id
    return lead_id


def _ask_to_open(world: World, report: Report, lead_id: UUID) -> UUID:
    """A request on which every word was said, and words sent to the number nobody sees."""
    now = clock.now()
    asking = make_staff("查验申请", Role.PROSECUTOR, Role.DEPARTMENT_HEAD)
    made = ask_to_open(
        report_id=report.id,
        matter_id=lead_id,
        field=IdentityField.PHONE,
        purpose=OpeningPurpose.HEAR_REPORTER,
        reason="须约反映人到现场",
        acting=asking,
        now=now,
    )
    chief = make_staff("查验检察长", Role.CHIEF_PROCURATOR, is_stepped_up=True)
    second = make_staff("查验复核", Role.PETITION_OFFICER, is_stepped_up=True)
    approve_to_open(request_id=made.id, acting=chief, now=now)
    second_to_open(request_id=made.id, acting=second, now=now)
    relay_words(report_id=report.id, words="请方便时查看", acting=asking, now=now)
    opening_id: UUID = made.id
    return opening_id


def _clients(secret: Secret) -> Iterator[tuple[str, Client]]:
    world = secret.world
    yield "nobody", Client(headers={"host": "localhost"})
    yield "unit", as_unit(world)
    yield "other unit", as_unit(world, world.other_officer)
    yield "member", as_member(world)
    yield "other member", as_member(world, world.other_member)
    with tenant_scope(world.office.id):
        accounts: dict[str, UUID] = {
            "handler": StaffMember.objects.get(id=world.inside.handler.id).account_id
        }
        for role in sorted(STAFF_ROLES):
            actor = make_staff(f"查验{role}", role)
            accounts[role] = StaffMember.objects.get(id=actor.id).account_id
    for name, account_id in accounts.items():
        yield name, signed_in(account_id)


def addresses_of_all() -> list[Address]:
    return sorted(set(_walk(get_resolver().url_patterns, "")), key=lambda one: one.route)


def _walk(patterns: list[URLPattern | URLResolver], route: str) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route + str(pattern.pattern))
        elif "metrics" not in str(pattern.pattern):
            yield Address(pattern.name or "nameless", route + str(pattern.pattern))


def _paths(secret: Secret) -> set[str]:
    with tenant_scope(secret.world.office.id):
        files = ReportFile.objects.filter(report_id=secret.report.id)
        file_ids = list(files.values_list("file_id", flat=True))
        message = ReportMessage.objects.filter(report_id=secret.report.id).first()
    ids = {
        "report_id": secret.report.id,
        "lead_id": secret.lead_id,
        "letter_id": secret.world.letter_id,
        "task_id": secret.world.task_id,
        "report_message_id": message and message.id,
        "opening_id": secret.opening_id,
        "wish_id": secret.wish_id,
    }
    found = {
        address.path(ids | {"file_id": file_id, "copy": copy})
        for address in addresses_of_all()
        for file_id in file_ids
        for copy in ("shared", "thumbnail", "original")
    }
    named = {
        path for path in found if str(UUID(int=0)) not in path and not path.startswith(SAME_FOR_ALL)
    }
    return named | {
        "/desk/pool/?state=lead",
        "/desk/search/?q=建筑垃圾",
        "/desk/ledgers/?kind=information",
        "/desk/identities/",
        "/desk/identities/week/",
        "/desk/inbox/",
        "/desk/office/audit/",
    }


def texts(body: bytes) -> Iterator[bytes]:
    yield body
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist():
                yield archive.read(name)


def _hits(body: bytes) -> list[str]:
    said = list(texts(body))
    return [
        name for name, canary in CANARIES.items() if any(canary.encode() in text for text in said)
    ]


def test_no_page_and_no_copy_says_who(secret: Secret, capfd: pytest.CaptureFixture[str]) -> None:
    paths = _paths(secret)
    opening = f"/desk/identities/{secret.opening_id}/"
    copies = [
        *((f"{opening}{step}/", {}) for step in ("approve", "second", "refuse", "open")),
        (f"/desk/identities/relay/{secret.report.id}/", {"words": "请方便时查看"}),
        ("/desk/leads/export/xlsx/", {"selected": [str(secret.lead_id)]}),
        ("/desk/ledgers/xlsx/", {"kind": "information", "since": "", "until": ""}),
        ("/desk/ledgers/print/", {"kind": "leads", "since": "", "until": ""}),
    ]
    found, seen = [], 0
    for role, client in _clients(secret):
        with templates_unwatched(), refusals_drawn_once():
            answers = [client.get(path) for path in sorted(paths)]
            answers += [client.post(path, data) for path, data in copies]
        for answer in answers:
            body = b"".join(answer) if answer.streaming else answer.content
            seen += answer.status_code == 200
            hits = _hits(body + str(answer.headers).encode())
            found += [(role, answer.request["PATH_INFO"], name) for name in hits]
    assert found == []
    assert seen > 100
    assert f"{opening}" in paths
    written = capfd.readouterr()
    assert _hits((written.out + written.err).encode()) == []


def test_a_sealed_number_is_not_found_by_searching(secret: Secret) -> None:
    with tenant_scope(secret.world.office.id):
        handler = StaffMember.objects.get(id=secret.world.inside.handler.id).account_id
    client = signed_in(handler)
    assert secret.report.code in client.get("/desk/pool/?state=lead").content.decode()
    for name in ("phone", "name"):
        page = client.get("/desk/search/", {"q": CANARIES[name]}).content.decode()
        assert secret.report.code not in page
        assert str(secret.report.id) not in page


def test_the_receipt_shows_no_more(secret: Secret) -> None:
    phone = Client(headers={"host": "localhost"})
    phone.post("/status/", {"code": secret.receipt})
    assert _hits(phone.get("/status/").content) == []


def test_the_member_who_sent_it_does_not_see_it_as_own(secret: Secret) -> None:
    member = as_member(secret.world)
    assert secret.report.code not in member.get("/mine/").content.decode()
    assert member.get(f"/mine/reports/{secret.report.id}/").status_code == 404


def test_no_row_and_no_file_says_who(secret: Secret) -> None:
    found = []
    with tenant_scope(secret.world.office.id), connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            if model is SealedIdentity:
                continue
            has_tenant = any(field.name == "procuratorate" for field in model._meta.local_fields)
            where = " WHERE t.procuratorate_id = %s" if has_tenant else ""
            cursor.execute(
                f'SELECT t::text FROM "{table}" t{where}',  # noqa: S608  # our own table names
                [str(secret.world.office.id)] if has_tenant else [],
            )
            for (row,) in cursor.fetchall():
                found += [
                    (table, name)
                    for name, canary in CANARIES.items()
                    if canary in row or canary.encode().hex() in row
                ]
    for path in Path(settings.XIEZHI_FILES).rglob("*"):
        if path.is_file():
            found += [(path.name, name) for name in _hits(path.read_bytes())]
    assert found == []


def test_what_is_recorded_names_neither_person_nor_minute(secret: Secret) -> None:
    with tenant_scope(secret.world.office.id):
        entries = list(LedgerEntry.objects.filter(object_id=str(secret.report.id)))
        files = ReportFile.objects.filter(report_id=secret.report.id).select_related("file")
        assert secret.report.seen_at_source == TimeSource.EXIF
        moments = [
            secret.report.received_at,
            secret.report.seen_at,
            *(link.file.received_at for link in files),
        ]
    own = [entry for entry in entries if json.loads(entry.body)["actor"]["kind"] != "staff"]
    assert {entry.act for entry in own} >= {
        "intake.receive",
        "intake.write_as_reporter",
        "intake.seen_by_reporter",
    }
    assert {entry.actor_id for entry in own} == {""}
    assert {json.loads(entry.body)["actor"]["kind"] for entry in own} == {"public"}
    moments += [entry.at for entry in own]
    assert {(moment.minute, moment.second) for moment in moments} == {(0, 0)}


def test_a_voice_of_a_secret_report_can_be_heard(secret: Secret) -> None:
    with tenant_scope(secret.world.office.id):
        voice = ReportFile.objects.get(report_id=secret.report.id, file__kind="voice").file_id
        handler = StaffMember.objects.get(id=secret.world.inside.handler.id).account_id
    client = signed_in(handler)
    page = client.get(f"/desk/leads/{secret.lead_id}/").content.decode()
    assert f"/desk/files/{voice}/shared/" in page
    assert client.get(f"/desk/files/{voice}/shared/").status_code == 200
    assert client.get(f"/desk/files/{voice}/original/").status_code == 404
