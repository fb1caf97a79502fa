"""上级表样 taken in, mapped in a draft, put to use, renewed, put aside."""

from datetime import datetime
from typing import Any

import pytest

from tests.reporting.desk import CELLS, Desk, reporting_desk
from tests.reporting.workbooks import at, form
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotAllowedError
from xiezhi.reporting.rules.mapping import CellMapping, map_of
from xiezhi.reporting.selectors.forms import bytes_of, form_page, get_newest_version
from xiezhi.reporting.services.forms import UploadedForm, put_form_aside, renew_form
from xiezhi.reporting.services.mapping import clear_cell, map_cell, publish_mapping


@pytest.fixture
def desk(scope: Any, now: datetime) -> Desk:
    return reporting_desk(now)


def publish(desk: Desk, form_id: Any) -> Any:
    return publish_mapping(form_id=form_id, acting=desk.clerk, now=desk.now)


def test_file_is_kept_byte_for_byte(desk: Desk) -> None:
    source = form()
    assert bytes_of(get_newest_version(desk.add(source))) == source


def test_two_forms_in_use_have_two_names(desk: Desk) -> None:
    desk.add()
    with pytest.raises(ConflictError, match="name_taken"):
        desk.add()


def test_mapping_in_use_stays_while_a_draft_is_worked_on(desk: Desk) -> None:
    found = desk.mapped()
    clear_cell(form_id=found.id, place=at("B3"), acting=desk.clerk, now=desk.now)
    page = form_page(desk.clerk, found.id)
    assert page.draft is not None
    assert page.published is not None
    assert len(map_of(page.published.cells).cells) == len(CELLS)
    assert len(page.mapped.cells) == len(CELLS) - 1
    assert publish(desk, found.id).number == 2


def test_nothing_to_put_to_use_is_said(desk: Desk) -> None:
    with pytest.raises(ConflictError, match="no_mapping_draft"):
        publish(desk, desk.mapped().id)


def test_empty_mapping_is_not_put_to_use(desk: Desk) -> None:
    found = desk.add()
    cell = CellMapping(place=at("B3"), figure="leads")
    map_cell(form_id=found.id, cell=cell, acting=desk.clerk, now=desk.now)
    clear_cell(form_id=found.id, place=at("B3"), acting=desk.clerk, now=desk.now)
    with pytest.raises(ConflictError, match="nothing_mapped"):
        publish(desk, found.id)


def test_renewed_form_carries_over_what_fits(desk: Desk) -> None:
    found = desk.mapped()

    def change(book: Any) -> None:
        book.active["B5"] = "=B3-B4"

    uploaded = UploadedForm(file_name="新.xlsx", data=form(change))
    renewed = renew_form(form_id=found.id, uploaded=uploaded, acting=desk.clerk, now=desk.now)
    assert renewed.lost == (at("B5"),)
    page = form_page(desk.clerk, found.id)
    assert page.version.number == 2
    assert len(page.mapped.cells) == len(CELLS) - 1


def test_same_file_is_no_renewal(desk: Desk) -> None:
    source = form()
    found = desk.add(source)
    with pytest.raises(ConflictError, match="same_file"):
        renew_form(
            form_id=found.id,
            uploaded=UploadedForm(file_name="同.xlsx", data=source),
            acting=desk.clerk,
            now=desk.now,
        )


def test_spoiled_renewal_leaves_the_form_as_it_was(desk: Desk) -> None:
    found = desk.mapped()
    with pytest.raises(InvalidInputError, match="form_not_xlsx"):
        renew_form(
            form_id=found.id,
            uploaded=UploadedForm(file_name="x.csv", data=b"a,b"),
            acting=desk.clerk,
            now=desk.now,
        )
    assert form_page(desk.clerk, found.id).version.number == 1


def test_only_those_who_lock_put_a_form_aside(desk: Desk) -> None:
    found = desk.add()
    with pytest.raises(NotAllowedError):
        put_form_aside(form_id=found.id, is_in_use=False, acting=desk.clerk, now=desk.now)
    put_form_aside(form_id=found.id, is_in_use=False, acting=desk.manager, now=desk.now)
    desk.add()
    with pytest.raises(ConflictError, match="name_taken"):
        put_form_aside(form_id=found.id, is_in_use=True, acting=desk.manager, now=desk.now)
