"""What staff enter by hand: who is named, who is sealed, which day counts, once for each form."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import make_grid_member, make_staff
from tests.evidence.papers import pdf
from tests.evidence.sounds import wav
from tests.web.outside import jpeg
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.roles import Role
from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.evidence.selectors.files import FileCopy, open_copy
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.intake.models import Report, ReportFile
from xiezhi.intake.rules.pool import ReporterGrade
from xiezhi.intake.rules.submission import Contact, Place, Submission
from xiezhi.intake.services.entering import Entry, enter_report
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError, DomainError, NotAllowedError, NotFoundError
from xiezhi.law.sources import IntakeChannel

WORDS = "河滩上倒了好几车建筑垃圾，没人管"


@pytest.fixture
def clerk(scope: Procuratorate) -> Actor:
    return make_staff("书记员01", Role.CLERK)


def entry_of(**changes: Any) -> Entry:
    said = {"submission_key": uuid4(), "words": WORDS} | changes.pop("said", {})
    return Entry(submission=Submission(**said), **({"channel": IntakeChannel.TELEPHONE} | changes))


def enter(entry: Entry, clerk: Actor, office: Procuratorate, now: datetime) -> Report:
    return enter_report(entry=entry, office=office, acting=clerk, now=now)


def put_into_vault() -> int:
    """How many rows this connection put in so far; the app role may not look into the vault."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_get_xact_tuples_inserted('vault_sealedidentity'::regclass)")
        return int(cursor.fetchone()[0])


def test_registrar_is_recorded_and_contact_sealed(
    clerk: Actor, scope: Procuratorate, now: datetime
) -> None:
    contact = Contact(name="来电人", phone="13911117733")
    before = put_into_vault()
    report = enter(entry_of(said={"contact": contact}), clerk, scope, now)
    assert (report.entered_by_id, report.grade, report.has_contact) == (
        clerk.id,
        ReporterGrade.SECRET,
        True,
    )
    assert put_into_vault() - before == 1
    assert "13911117733" not in str(Report.objects.filter(id=report.id).values())


def test_grid_member_is_named_on_duty(clerk: Actor, scope: Procuratorate, now: datetime) -> None:
    member = make_grid_member()
    before = put_into_vault()
    report = enter(entry_of(supporter_id=member.id), clerk, scope, now)
    assert (report.grade, report.supporter_id) == ("duty", member.id)
    assert put_into_vault() == before
    assert report.received_at == now


def test_grid_member_who_wants_secrecy_is_sealed_and_not_named(
    clerk: Actor, scope: Procuratorate, now: datetime
) -> None:
    member = make_grid_member()
    entry = entry_of(supporter_id=member.id, said={"wants_secrecy": True})
    before = put_into_vault()
    report = enter(entry, clerk, scope, now)
    assert (report.grade, report.supporter_id) == ("secret", None)
    assert put_into_vault() - before == 1
    assert report.received_at.minute == 0


def test_day_of_receipt_may_lie_in_the_past(
    clerk: Actor, scope: Procuratorate, now: datetime
) -> None:
    entry = entry_of(channel=IntakeChannel.LETTER, received_on=date(2026, 11, 20))
    report = enter(entry, clerk, scope, now)
    assert report.received_on == date(2026, 11, 20)
    assert report.received_at == datetime(2026, 11, 19, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        pytest.param(date(2026, 11, 26), "intake.received_in_future", id="tomorrow"),
        pytest.param(date(2010, 1, 1), "intake.received_too_long_ago", id="long-ago"),
    ],
)
def test_day_of_receipt_must_be_possible(
    clerk: Actor, scope: Procuratorate, now: datetime, day: date, code: str
) -> None:
    with pytest.raises(DomainError) as caught:
        enter(entry_of(received_on=day), clerk, scope, now)
    assert caught.value.code == code


def test_source_of_the_time_is_kept(clerk: Actor, scope: Procuratorate, now: datetime) -> None:
    member = make_grid_member()
    seen = now - timedelta(hours=5)
    said = {"seen_at": seen, "seen_at_source": TimeSource.MESSAGE}
    report = enter(entry_of(supporter_id=member.id, said=said), clerk, scope, now)
    assert (report.seen_at, report.seen_at_source) == (seen, "message")


def test_message_time_of_a_secret_report_is_cut_to_the_hour(
    clerk: Actor, scope: Procuratorate, now: datetime
) -> None:
    seen = now - timedelta(hours=5, minutes=17)
    said = {"seen_at": seen, "seen_at_source": TimeSource.MESSAGE}
    report = enter(entry_of(said=said, sent_at=seen), clerk, scope, now)
    assert report.seen_at is not None
    assert (report.seen_at.minute, report.received_at.minute) == (0, 0)


def test_same_form_sent_twice_enters_once(
    clerk: Actor, scope: Procuratorate, now: datetime
) -> None:
    entry = entry_of()
    first, second = enter(entry, clerk, scope, now), enter(entry, clerk, scope, now)
    assert (first.id, Report.objects.count()) == (second.id, 1)
    said = {"submission_key": entry.submission.submission_key, "words": f"{WORDS}。又来了"}
    changed = entry_of(said=said)
    with pytest.raises(ConflictError) as caught:
        enter(changed, clerk, scope, now)
    assert caught.value.code == "intake.key_reused"


def test_number_of_the_other_side_enters_once_and_names_the_report(
    clerk: Actor, scope: Procuratorate, now: datetime
) -> None:
    hotline = {"channel": IntakeChannel.HOTLINE_12345, "external_number": "DL-2026-0117"}
    first = enter(entry_of(**hotline), clerk, scope, now)
    with pytest.raises(ConflictError) as caught:
        enter(entry_of(**hotline), clerk, scope, now)
    assert caught.value.params == {"number": first.code}


@pytest.mark.parametrize(
    ("is_masked", "is_sealed"),
    [pytest.param(False, True, id="bare"), pytest.param(True, False, id="masked")],
)
def test_scan_of_a_letter_is_shown_only_when_masked(
    clerk: Actor, scope: Procuratorate, now: datetime, *, is_masked: bool, is_sealed: bool
) -> None:
    scans = (IncomingFile(name="来信.pdf", data=pdf()), IncomingFile(name="信封.jpg", data=jpeg()))
    entry = entry_of(channel=IntakeChannel.LETTER, scans=scans, scans_are_masked=is_masked)
    report = enter(entry, clerk, scope, now)
    files = [one.file for one in ReportFile.objects.filter(report=report).order_by("position")]
    assert [file.is_sealed for file in files] == [is_sealed, is_sealed]
    assert [_can_be_opened(file) for file in files] == [is_masked, is_masked]


def _can_be_opened(file: Any) -> bool:
    """Whether any copy of the file can be looked at."""
    opened = []
    for copy in FileCopy:
        try:
            open_copy(file, copy)[0].close()
        except NotFoundError:
            continue
        opened.append(copy)
    return bool(opened)


def test_pictures_voices_and_scans_come_together(
    clerk: Actor, scope: Procuratorate, now: datetime
) -> None:
    entry = entry_of(
        channel=IntakeChannel.VISIT,
        photos=[IncomingFile(name=f"{n}.jpg", data=jpeg()) for n in range(11)],
        voices=[IncomingFile(name="录音.wav", data=wav())],
        scans=[IncomingFile(name="材料.pdf", data=pdf())],
    )
    report = enter(entry, clerk, scope, now)
    assert (report.photo_count, report.has_voice) == (11, True)
    kinds = ReportFile.objects.filter(report=report).order_by("position")
    assert [one.file.kind for one in kinds] == ["photo"] * 11 + ["voice", "paper"]


def test_too_little_is_refused(clerk: Actor, scope: Procuratorate, now: datetime) -> None:
    with pytest.raises(DomainError) as caught:
        enter(entry_of(said={"words": "喂"}), clerk, scope, now)
    assert caught.value.code == "intake.entry_not_enough"


def test_origin_and_place_are_kept(clerk: Actor, scope: Procuratorate, now: datetime) -> None:
    place = Place(town="展旦召苏木", words="加油站北200米")
    entry = entry_of(
        channel=IntakeChannel.MEDIA, origin="本地论坛 https://example.org/1", said={"place": place}
    )
    report = enter(entry, clerk, scope, now)
    found = Report.objects.get(id=report.id)
    assert (found.origin, found.town) == ("本地论坛 https://example.org/1", "展旦召苏木")


def test_who_may_not_register_enters_nothing(scope: Procuratorate, now: datetime) -> None:
    petition = make_staff("控申01", Role.PETITION_OFFICER)
    with pytest.raises(NotAllowedError):
        enter(entry_of(), petition, scope, now)
    assert Report.objects.count() == 0
