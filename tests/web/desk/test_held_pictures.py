"""In the place of a small picture that may not be shown stands one that says why."""

from typing import Any
from uuid import UUID

import pytest

from tests.web.desk.staff import Desk, add_photo
from xiezhi.evidence.models import StoredFile
from xiezhi.infra.tenant import tenant_scope
from xiezhi.leads.models import LeadReport
from xiezhi.web.held_picture import SHORT_LABELS, picture_of


def photo(desk: Desk) -> UUID:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        return add_photo(LeadReport.objects.get(lead=lead).report, desk.now)


def changed(desk: Desk, file_id: UUID, **values: str) -> None:
    with tenant_scope(desk.procuratorate.id):
        StoredFile.objects.filter(id=file_id).update(**values)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"scan_state": "unscanned"}, "查毒中"),
        ({"scan_state": "infected"}, "未通过查毒"),
        ({"scan_state": "clean", "kind": "video", "copy_state": "pending"}, "转码中"),
        ({"scan_state": "clean", "kind": "video", "copy_state": "failed"}, "无副本"),
    ],
)
def test_a_held_file_shows_why_and_nothing_of_itself(
    desk: Desk, settings: Any, values: dict[str, str], words: str
) -> None:
    file_id = photo(desk)
    settings.XIEZHI_CLAMD = "/nowhere/clamd.ctl"
    changed(desk, file_id, **values)
    client = desk.client(desk.inside.handler)
    answer = client.get(f"/desk/files/{file_id}/thumbnail/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/svg+xml")
    assert f'aria-label="{words}"' in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    shared = client.get(f"/desk/files/{file_id}/shared/")
    assert values["scan_state"] == "clean" or shared.status_code == 404


def test_a_file_that_may_be_shown_is_shown(desk: Desk) -> None:
    client = desk.client(desk.inside.handler)
    answer = client.get(f"/desk/files/{photo(desk)}/thumbnail/")
    assert answer.headers["Content-Type"] == "image/jpeg"


def test_of_a_file_that_is_not_there_nothing_is_said(desk: Desk, settings: Any) -> None:
    settings.XIEZHI_CLAMD = "/nowhere/clamd.ctl"
    client = desk.client(desk.inside.handler)
    assert client.get(f"/desk/files/{UUID(int=9)}/thumbnail/").status_code == 404


@pytest.mark.parametrize("word", sorted(SHORT_LABELS))
def test_every_word_fits_and_asks_for_nothing_from_outside(word: str) -> None:
    body = picture_of(word).content.decode()
    assert "<tspan" in body
    assert body.count("http") == 1  # the name of the format
