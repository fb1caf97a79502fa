"""更正送达登记: with a reason, what stood before kept, the limits counted from the right day and said so."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.cast import make_staff
from tests.leads.desk import Office, paper
from tests.leads.letters import entered, sent, served
from xiezhi.accounts.rules.roles import Role
from xiezhi.clocks.models import Clock
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotAllowedError
from xiezhi.letters.models import FormerService, Letter, LetterStep
from xiezhi.letters.rules.service import Service, ServiceWay
from xiezhi.letters.selectors.files import access_letter_file
from xiezhi.letters.selectors.letter_page import get_letter_page
from xiezhi.letters.services.correcting import correct_service
from xiezhi.letters.services.keepers import after_correction
from xiezhi.notifications.models import Message

WRONG, RIGHT = date(2026, 11, 24), date(2026, 11, 23)
STANDING = Service(way=ServiceWay.DIRECT, served_on=WRONG, signed_for_by="办公室主任01")


def corrected(desk: Office, letter: Letter, **changes: Any) -> Letter:
    values: dict[str, Any] = {
        "service": Service(way=ServiceWay.DIRECT, served_on=RIGHT, signed_for_by="办公室主任01"),
        "reason": "回证日期看错",
        "acting": desk.clerk,
    }
    found = correct_service(letter_id=letter.id, now=desk.now, **(values | changes))
    after_correction(found, acting=desk.clerk, now=desk.now)
    return found


def on_the_way(desk: Office) -> Letter:
    return served(desk, sent(desk)[1])


def test_limits_of_the_unit_and_the_lead_run_from_the_right_day(desk: Office) -> None:
    lead, letter = sent(desk)
    letter = served(desk, letter)
    was_due = letter.reply_due_on
    found = corrected(desk, letter)
    running = Clock.objects.get(matter_id=lead.id, about_id=letter.id)
    assert (found.served_on, running.trigger_on) == (RIGHT, RIGHT)
    assert found.reply_due_on == running.due_on
    assert found.reply_due_on != was_due


def test_what_stood_before_is_kept_with_the_reason_and_said(desk: Office) -> None:
    letter = on_the_way(desk)
    receipt, was_due = letter.service_receipt_id, letter.reply_due_on
    found = corrected(desk, letter, receipt=paper("重新扫描的回证.pdf"))
    former = FormerService.objects.get()
    assert (former.served_on, former.receipt_id) == (WRONG, receipt)
    assert (former.reason, former.reply_due_on) == ("回证日期看错", was_due)
    assert found.service_receipt_id != receipt
    assert access_letter_file(desk.clerk, former.receipt_id).id == receipt
    step = LetterStep.objects.get(event="correct_service")
    assert "回证日期看错（原登记：直接送达，2026-11-24，办公室主任01）" in step.words
    assert f"{was_due} → {found.reply_due_on}" in step.words
    page = get_letter_page(desk.clerk, letter.id)
    assert [one.id for one in page.former_services] == [former.id]


def test_former_services_are_never_changed(desk: Office) -> None:
    corrected(desk, on_the_way(desk))
    for change in (
        lambda: FormerService.objects.update(reason="改"),
        lambda: FormerService.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()


def test_receipt_on_file_stays_where_it_is_right(desk: Office) -> None:
    letter = on_the_way(desk)
    assert corrected(desk, letter).service_receipt_id == letter.service_receipt_id


def test_unit_is_told_when_its_day_moved_and_not_otherwise(desk: Office) -> None:
    letter = on_the_way(desk)
    named = Service(way=ServiceWay.DIRECT, served_on=WRONG, signed_for_by="收发室02")
    corrected(desk, letter, service=named)
    assert not Message.objects.filter(kind="letters.service_corrected").exists()
    corrected(desk, letter)
    assert Message.objects.filter(kind="letters.service_corrected").count() == 1


def test_answered_letter_keeps_its_state_and_its_limit_is_right(desk: Office) -> None:
    lead, letter = sent(desk)
    letter = served(desk, letter)
    entered(desk, letter)
    found = corrected(desk, letter)
    kept = Clock.objects.get(matter_id=lead.id, about_id=letter.id)
    assert (found.state, kept.trigger_on) == ("replied", RIGHT)
    assert kept.met_on is not None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"reason": " "}, "no_reason", id="no reason"),
        pytest.param({"service": STANDING}, "nothing_corrected", id="nothing differs"),
        pytest.param(
            {"service": Service(way=ServiceWay.POST, served_on=RIGHT, signed_for_by="收发室01")},
            "no_tracking_number",
            id="as a first service",
        ),
    ],
)
def test_correction_that_cannot_stand_is_refused(
    desk: Office, changes: dict[str, Any], code: str
) -> None:
    letter = on_the_way(desk)
    with pytest.raises(InvalidInputError, match=code):
        corrected(desk, letter, **changes)
    assert not FormerService.objects.exists()


def test_what_was_not_served_has_nothing_to_correct(desk: Office) -> None:
    letter = sent(desk)[1]
    with pytest.raises(ConflictError, match="not_served"):
        corrected(desk, letter)


def test_correction_is_for_whoever_records_service(desk: Office) -> None:
    letter = on_the_way(desk)
    with pytest.raises(NotAllowedError, match="no_right"):
        corrected(desk, letter, acting=make_staff("系统管理员09", Role.SYSTEM_ADMIN))
