"""填报: counted, adjusted with a reason, checked by another, locked for good, corrected anew."""

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from openpyxl import load_workbook

from tests.leads.desk import proposing
from tests.reporting.desk import NOVEMBER, OCTOBER, Desk, reporting_desk
from tests.reporting.workbooks import SHEET, at
from xiezhi.kernel.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    TransitionRefusedError,
)
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.reporting.models import FormMapping, LockedReturn, ReturnFormVersion, UpwardReturn
from xiezhi.reporting.rules.differences import differences
from xiezhi.reporting.rules.values import values_of
from xiezhi.reporting.selectors.filling import FilledReturn, fill_return
from xiezhi.reporting.selectors.returns import (
    ReturnTexts,
    bytes_of_locked,
    find_locked_before,
)
from xiezhi.reporting.services.mapping import set_check
from xiezhi.reporting.services.returns import (
    ReturnPeriod,
    abandon_return,
    adjust_cell,
    lock_return,
    send_return_back,
    start_return,
    submit_return,
    undo_adjustment,
)


@pytest.fixture
def desk(scope: Any, now: datetime) -> Desk:
    return reporting_desk(now)


def filled(desk: Desk, found: UpwardReturn) -> FilledReturn:
    texts = ReturnTexts(office="某院")
    return fill_return(desk.clerk, found, texts, today=desk.now.date())


def words(values: Any) -> dict[str, str]:
    return {one.place.cell: one.words for one in values}


def adjust(desk: Desk, found: UpwardReturn, cell: str, value: str, reason: str = "补报") -> None:
    adjust_cell(
        return_id=found.id,
        place=at(cell),
        words=value,
        reason=reason,
        acting=desk.clerk,
        now=desk.now,
    )


def test_cells_are_counted_over_the_whole_office(desk: Desk) -> None:
    desk.inside.decide(desk.inside.register(), proposing(LeadEvent.DECIDE_SHELVE))
    desk.inside.register(words="另一处")
    found = desk.started()
    assert words(filled(desk, found).cells) == {
        "B3": "2",
        "B4": "0",
        "B5": "1",
        "C3": "2",
        "C7": "0.00%",
        "A1": "",
        "B6": "3",
        "C6": "2",
        "B7": "0",
    }


def test_rate_of_nothing_has_no_value(desk: Desk) -> None:
    assert words(filled(desk, desk.started(OCTOBER)).cells)["C7"] == "—"


def test_span_of_a_cell_is_its_own(desk: Desk) -> None:
    desk.inside.register()
    october = words(filled(desk, desk.started(OCTOBER)).cells)
    assert (october["B3"], october["C3"]) == ("0", "0")


def test_adjusted_cell_keeps_what_was_counted_and_why(desk: Desk) -> None:
    found = desk.started()
    adjust(desk, found, "B3", "5", "上月漏报 5 件")
    cell = filled(desk, found).at(at("B3"))
    assert cell is not None
    assert (cell.words, cell.counted, cell.reason) == ("5", "0", "上月漏报 5 件")
    assert words(filled(desk, found).cells)["B6"] == "5"


def test_adjustment_taken_back_shows_what_is_counted(desk: Desk) -> None:
    found = desk.started()
    adjust(desk, found, "B3", "5")
    undo_adjustment(return_id=found.id, place=at("B3"), acting=desk.clerk, now=desk.now)
    assert words(filled(desk, found).cells)["B3"] == "0"


@pytest.mark.parametrize(
    ("cell", "value", "reason", "code"),
    [
        ("B3", "5", " ", "reporting.no_reason"),
        ("B3", "", "补报", "reporting.no_value"),
        ("B3", "9" * 15, "补报", "reporting.number_too_large"),
        ("C5", "5", "补报", "reporting.cell_not_mapped"),
        ("B6", "5", "补报", "reporting.cell_not_mapped"),
    ],
)
def test_adjustment_that_says_too_little_is_refused(
    desk: Desk, cell: str, value: str, reason: str, code: str
) -> None:
    found = desk.started()
    with pytest.raises(InvalidInputError, match=code):
        adjust(desk, found, cell, value, reason)


def test_sum_that_does_not_hold_stops_the_return(desk: Desk) -> None:
    form = desk.mapped(check="B4:B5")
    found = start_return(form_id=form.id, period=NOVEMBER, acting=desk.clerk, now=desk.now)
    adjust(desk, found, "B4", "3")
    assert filled(desk, found).failed_checks == 1
    with pytest.raises(TransitionRefusedError, match="checks_failed"):
        desk.submitted(found)


def test_sum_that_holds_lets_it_pass(desk: Desk) -> None:
    form = desk.mapped(check="B4,B5")
    found = start_return(form_id=form.id, period=NOVEMBER, acting=desk.clerk, now=desk.now)
    assert desk.submitted(found).state == "checking"


def test_who_prepared_does_not_lock(desk: Desk) -> None:
    found = desk.started()
    submit_return(return_id=found.id, office="某院", acting=desk.manager, now=desk.now)
    with pytest.raises(TransitionRefusedError, match="locks_own_return"):
        lock_return(return_id=found.id, acting=desk.manager, now=desk.now)


def test_clerk_does_not_lock(desk: Desk) -> None:
    found = desk.submitted(desk.started())
    with pytest.raises(NotAllowedError):
        lock_return(return_id=found.id, acting=desk.clerk, now=desk.now)


def test_draft_is_not_locked(desk: Desk) -> None:
    found = desk.started()
    with pytest.raises(TransitionRefusedError, match=r"transition\.none"):
        lock_return(return_id=found.id, acting=desk.manager, now=desk.now)


def test_locked_values_are_those_handed_in_though_the_ledger_moved_on(desk: Desk) -> None:
    found = desk.submitted(desk.started())
    desk.inside.register()
    locked = lock_return(return_id=found.id, acting=desk.manager, now=desk.now)
    assert words(values_of(locked.cells))["B3"] == "0"
    sheet = load_workbook(BytesIO(bytes_of_locked(locked)))[SHEET]
    assert sheet["B3"].value == 0


def test_locked_file_names_the_checker_and_is_the_same_each_time(desk: Desk) -> None:
    locked = desk.locked(desk.started())
    assert bytes_of_locked(locked) == bytes_of_locked(locked)
    sheet = load_workbook(BytesIO(bytes_of_locked(locked)))[SHEET]
    assert sheet["A1"].value == "案管01"
    assert (locked.prepared_by_label, locked.checked_by_label) == ("书记员01", "案管01")


def test_rate_in_a_percent_cell_is_written_as_a_fraction(desk: Desk) -> None:
    for verdict_event in (
        LeadEvent.DECIDE_FILING,
        LeadEvent.DECIDE_SHELVE,
        LeadEvent.DECIDE_SHELVE,
    ):
        desk.inside.decide(desk.inside.register(), proposing(verdict_event))
    locked = desk.locked(desk.started())
    assert words(values_of(locked.cells))["C7"] == "33.33%"
    sheet = load_workbook(BytesIO(bytes_of_locked(locked)))[SHEET]
    assert (sheet["C7"].value, sheet["C7"].number_format) == (0.3333, "0.00%")


def test_nothing_changes_after_it_was_handed_in(desk: Desk) -> None:
    found = desk.submitted(desk.started())
    with pytest.raises(ConflictError, match="return_not_open"):
        adjust(desk, found, "B3", "5")


def test_sent_back_it_can_be_changed_again(desk: Desk) -> None:
    found = desk.submitted(desk.started())
    send_return_back(return_id=found.id, reason="请核对", acting=desk.manager, now=desk.now)
    adjust(desk, found, "B3", "5")
    assert words(filled(desk, found).cells)["B3"] == "5"


def test_period_is_begun_once_at_a_time(desk: Desk) -> None:
    found = desk.started()
    with pytest.raises(ConflictError, match="return_open"):
        start_return(form_id=found.form_id, period=NOVEMBER, acting=desk.clerk, now=desk.now)
    abandon_return(return_id=found.id, acting=desk.clerk, now=desk.now)
    again = start_return(form_id=found.form_id, period=NOVEMBER, acting=desk.clerk, now=desk.now)
    assert again.edition == 1


def test_correction_gives_a_reason_and_is_a_new_edition(desk: Desk) -> None:
    first = desk.started()
    before = desk.locked(first)
    with pytest.raises(InvalidInputError, match="no_reason"):
        start_return(form_id=first.form_id, period=NOVEMBER, acting=desk.clerk, now=desk.now)
    second = start_return(
        form_id=first.form_id,
        period=NOVEMBER,
        correction_reason="漏报一件",
        acting=desk.clerk,
        now=desk.now,
    )
    assert second.edition == 2
    assert find_locked_before(desk.clerk, second) == before


def test_difference_to_the_last_locked_period(desk: Desk) -> None:
    october = desk.started(OCTOBER)
    before = desk.locked(october)
    desk.inside.register()
    november = start_return(
        form_id=october.form_id, period=NOVEMBER, acting=desk.clerk, now=desk.now
    )
    assert find_locked_before(desk.clerk, november) == before
    rows = differences(values_of(before.cells), filled(desk, november).cells, is_same_form=True)
    changed = {row.cell: (row.old, row.new, row.change) for row in rows if row.is_changed}
    assert changed[f"{SHEET}!B3"] == ("0", "1", "+1")


def test_period_in_disorder_is_refused(desk: Desk) -> None:
    form = desk.mapped()
    period = ReturnPeriod(since=NOVEMBER.until, until=NOVEMBER.since)
    with pytest.raises(InvalidInputError, match="period_order"):
        start_return(form_id=form.id, period=period, acting=desk.clerk, now=desk.now)


def test_form_without_a_mapping_in_use_is_not_filled(desk: Desk) -> None:
    form = desk.add()
    with pytest.raises(ConflictError, match="no_mapping"):
        start_return(form_id=form.id, period=NOVEMBER, acting=desk.clerk, now=desk.now)


def test_return_goes_on_with_the_mapping_it_began_with(desk: Desk) -> None:
    found = desk.started()
    set_check(form_id=found.form_id, place=at("B3"), parts="B4", acting=desk.clerk, now=desk.now)
    assert filled(desk, found).checks == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reporting_lockedreturn SET cells = '[]'",
        "DELETE FROM reporting_lockedreturn",
        "UPDATE reporting_returnformversion SET file_name = 'x'",
        "UPDATE reporting_formmapping SET cells = '{}'",
        "UPDATE reporting_upwardreturn SET telephone = '1'",
        "DELETE FROM reporting_upwardreturn",
    ],
)
def test_the_database_keeps_what_was_locked(desk: Desk, statement: str) -> None:
    desk.locked(desk.started())
    where = " WHERE procuratorate_id = current_setting('app.tenant')::uuid"
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement + where)
    assert LockedReturn.objects.count() == 1
    assert ReturnFormVersion.objects.count() == FormMapping.objects.count() == 1
