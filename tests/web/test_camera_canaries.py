"""A camera is named on the page of 拍摄信息 and nowhere else; its serial number nowhere at all."""

from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from django.http.response import HttpResponseBase

from tests.evidence.pictures import CANARY, MAKE, MODEL, camera_head, jpeg
from tests.web.desk.staff import signed_in
from tests.web.outside import World, as_member, as_unit, make_world
from tests.web.test_canaries import SAME_FOR_ALL, addresses_of_all, texts
from tests.web.unwatched import refusals_drawn_once, templates_unwatched
from xiezhi.accounts.models import Procuratorate, StaffMember
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import ReportFile
from xiezhi.kernel import clock
from xiezhi.vault.models import SealedIdentity

CAMERA = (MAKE, MODEL, CANARY)


def _duty_picture(world: World) -> UUID:
    """A picture in a duty report, whose head names a camera and its serial number."""
    with tenant_scope(world.office.id):
        data = jpeg(exif=camera_head())
        checked = check_files(MediaKind.PHOTO, [IncomingFile(name="现场.jpg", data=data)])
        stored = store_file(checked[0], received_at=clock.now())
        ReportFile.objects.create(report_id=world.report_id, file=stored, position=7)
        found: UUID = stored.id
    return found


def _camera_in(answer: HttpResponseBase) -> list[str]:
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    said = list(texts(body + str(answer.headers).encode()))
    return [one for one in CAMERA if any(one.encode() in text for text in said)]


def test_a_camera_is_named_on_one_page_and_its_serial_number_nowhere(
    office: Procuratorate, capfd: pytest.CaptureFixture[str]
) -> None:
    world = make_world(office, clock.now())
    file_id = _duty_picture(world)
    handler = signed_in(_account_of(world))
    page = f"/desk/evidence/{file_id}/particulars/"
    handler.post(page, {"purpose": "review"})
    ids = {
        "report_id": world.report_id,
        "lead_id": world.lead.id,
        "letter_id": world.letter_id,
        "task_id": world.task_id,
        "file_id": file_id,
        "copy": "shared",
        "form": "docx",
    }
    paths = {address.path(ids) for address in addresses_of_all()} | {f"/desk/search/?q={MODEL}"}
    paths -= {path for path in paths if path.startswith(SAME_FOR_ALL)}
    assert page in paths
    clients = [("handler", handler), ("unit", as_unit(world)), ("member", as_member(world))]
    found = []
    for role, client in clients:
        with templates_unwatched(), refusals_drawn_once():
            answers = [client.get(path) for path in sorted(paths)]
        for answer in answers:
            found += [(role, answer.request["PATH_INFO"], one) for one in _camera_in(answer)]
    # A page of answers repeats what was asked.
    assert {one for one in found if one[1] != "/desk/search/"} == {
        ("handler", page, MAKE),
        ("handler", page, MODEL),
    }
    written = capfd.readouterr()
    assert [one for one in CAMERA if one in written.out + written.err] == []
    assert _rows_naming(world, CAMERA) == []


def _account_of(world: World) -> UUID:
    with tenant_scope(world.office.id):
        account_id: UUID = StaffMember.objects.get(id=world.inside.handler.id).account_id
    return account_id


def _rows_naming(world: World, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the tables with a row that says one of the words, in the clear or as bytes."""
    found = []
    with tenant_scope(world.office.id), connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            if model is SealedIdentity:  # the application may not read it
                continue
            has_tenant = any(field.name == "procuratorate" for field in model._meta.local_fields)
            where = " WHERE t.procuratorate_id = %s" if has_tenant else ""
            cursor.execute(
                f'SELECT t::text FROM "{table}" t{where}',  # noqa: S608  # our own table names
                [str(world.office.id)] if has_tenant else [],
            )
            rows = [row for (row,) in cursor.fetchall()]
            found += [
                (table, word)
                for word in words
                for row in rows
                if word in row or word.encode().hex() in row
            ]
    return found
