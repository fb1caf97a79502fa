"""A list goes into the pool whole or not at all, once, and sealed where it names somebody."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import ImportBatch, Report, ReportBand
from xiezhi.intake.rules.importing import ImportField
from xiezhi.intake.selectors.duplicates import list_suspected_duplicates
from xiezhi.intake.selectors.imports import preview_import
from xiezhi.intake.services.imports import Imported, import_reports
from xiezhi.kernel.actor import Actor, ActorKind, system_actor
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotAllowedError
from xiezhi.law.sources import IntakeChannel
from xiezhi.ledger.models import LedgerEntry

HEAD = "编号,主题,时间,内容,电话\n"
GOOD = HEAD + "A1,路灯,2021-3-5,村口路灯不亮,13900000000\nA2,污水,2021-3-6,河里流进污水,\n"
MAPPING = {
    ImportField.NUMBER: 0,
    ImportField.TITLE: 1,
    ImportField.RECEIVED: 2,
    ImportField.WORDS: 3,
    ImportField.PHONE: 4,
}


def bring_in(office: Any, now: datetime, text: str = GOOD, **changed: Any) -> Imported:
    settings: dict[str, Any] = {
        "data": text.encode(),
        "name": "12345转办.csv",
        "mapping": MAPPING,
        "channel": IntakeChannel.HOTLINE_12345,
        "office": office,
        "acting": system_actor(office.id),
        "now": now,
    }
    return import_reports(**(settings | changed))


def test_rows_wait_in_the_pool_shown_by_code_only(scope: Any, now: datetime) -> None:
    outcome = bring_in(scope, now)
    first, second = Report.objects.order_by("external_number")
    assert outcome.batch.row_count == 2
    assert (first.pool_state, first.grade, first.supporter_id) == ("pending", "secret", None)
    assert (first.title, first.words, first.channel) == ("路灯", "村口路灯不亮", "hotline_12345")
    assert first.received_on == date(2021, 3, 5)
    assert (first.has_contact, second.has_contact) == (True, False)
    assert first.import_batch_id == outcome.batch.id


def test_telephones_are_sealed_and_stand_nowhere_else(scope: Any, now: datetime) -> None:
    outcome = bring_in(scope, now)
    kept = [str(list(Report.objects.values())), str(outcome.batch.mapping)]
    kept.append(str(list(LedgerEntry.objects.values("body"))))
    assert not any("13900000000" in words for words in kept)


def test_one_entry_in_the_ledger_stands_for_the_batch(office: Any, now: datetime) -> None:
    with tenant_scope(office.id):
        before = LedgerEntry.objects.count()
        bring_in(office, now)
    with tenant_scope(office.id):
        acts = [json.loads(entry.body)["act"] for entry in LedgerEntry.objects.order_by("id")]
    assert acts[before:] == ["intake.import"]


def test_same_file_twice_imports_once_and_says_so(scope: Any, now: datetime) -> None:
    first = bring_in(scope, now)
    second = bring_in(scope, now)
    assert (second.is_repeat, second.batch.id) == (True, first.batch.id)
    assert Report.objects.count() == 2


def test_half_bad_file_imports_nothing(scope: Any, now: datetime) -> None:
    with pytest.raises(InvalidInputError) as caught:
        bring_in(scope, now, GOOD + "A3,门,昨天,消防通道被堵,\n")
    assert (caught.value.code, caught.value.params) == ("intake.import_rows_wrong", {"count": 1})
    assert (Report.objects.count(), ImportBatch.objects.count()) == (0, 0)


def test_rows_with_a_number_known_from_another_file_are_skipped(scope: Any, now: datetime) -> None:
    bring_in(scope, now)
    outcome = bring_in(scope, now, GOOD + "A3,门,2021-3-7,消防通道被堵,\n")
    assert (outcome.batch.row_count, outcome.skipped) == (1, (2, 3))
    assert Report.objects.count() == 3


def test_a_file_without_anything_new_is_refused(scope: Any, now: datetime) -> None:
    bring_in(scope, now)
    with pytest.raises(ConflictError) as caught:
        bring_in(scope, now, GOOD + "\n")
    assert caught.value.code == "intake.import_nothing_new"


def test_the_same_number_of_another_way_of_arrival_is_new(scope: Any, now: datetime) -> None:
    bring_in(scope, now)
    outcome = bring_in(scope, now, GOOD + "\n", channel=IntakeChannel.LETTER)
    assert outcome.batch.row_count == 2


def test_duplicates_are_suspected_among_imported_rows(scope: Any, now: datetime) -> None:
    same = "B1,灯,2021-3-5,村东头小学门口的路灯坏了半个月没有人修,\n"
    bring_in(scope, now, HEAD + same + same.replace("B1", "B2"))
    report = Report.objects.order_by("external_number").first()
    assert report is not None
    found = list_suspected_duplicates(system_actor(scope.id), report)
    assert [one.report.external_number for one in found] == ["B2"]
    assert ReportBand.objects.count() > 0


def test_preview_keeps_nothing_and_tells_what_would_be_skipped(scope: Any, now: datetime) -> None:
    bring_in(scope, now)
    preview = preview_import(
        system_actor(scope.id),
        (GOOD + "A3,门,2021-3-7,消防通道被堵,\n").encode(),
        channel=IntakeChannel.HOTLINE_12345,
        now=now,
    )
    assert (preview.new_count, preview.known_rows, preview.is_good) == (1, (2, 3), True)
    assert preview.mapping == MAPPING
    assert Report.objects.count() == 2


def test_a_list_without_known_headings_asks_for_a_mapping(scope: Any, now: datetime) -> None:
    preview = preview_import(
        system_actor(scope.id),
        "甲,乙\n1,路灯不亮\n".encode(),
        channel=IntakeChannel.LETTER,
        now=now,
    )
    assert (preview.reading, preview.is_good) == (None, False)


def test_who_may_not_import_does_not(scope: Any, now: datetime) -> None:
    prosecutor = Actor(
        kind=ActorKind.STAFF, procuratorate_id=scope.id, roles=frozenset({"prosecutor"})
    )
    with pytest.raises(NotAllowedError):
        bring_in(scope, now, acting=prosecutor)
    with pytest.raises(NotAllowedError):
        preview_import(prosecutor, b"", channel=IntakeChannel.LETTER, now=now)


def test_five_thousand_rows_go_in_together(scope: Any, now: datetime) -> None:
    lines = (f"N{number},路灯,2021-3-5,第{number}盏路灯不亮,\n" for number in range(5000))
    assert bring_in(scope, now, HEAD + "".join(lines)).batch.row_count == 5000
    assert Report.objects.count() == 5000
