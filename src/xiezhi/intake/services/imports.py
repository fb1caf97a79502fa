"""Import of a list kept by hand: all of it or nothing, the same file once."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.infra.sql import forget_plans
from xiezhi.intake.models import ImportBatch, Report, ReportBand
from xiezhi.intake.rules.importing import (
    ImportField,
    ImportRow,
    Sheet,
    checked_mapping,
    read_list,
    read_rows,
    rows_hash,
)
from xiezhi.intake.rules.pool import ReporterGrade
from xiezhi.intake.selectors.imports import find_batch_of_file, find_known_numbers
from xiezhi.intake.services._building import cut
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import new_id, public_code, public_id
from xiezhi.language.cleaning import clean_line
from xiezhi.language.duplicates import band_keys
from xiezhi.language.segmentation import search_vector
from xiezhi.language.subject_hint import suggest_areas
from xiezhi.law.sources import IntakeChannel
from xiezhi.ledger.services.acts import act
from xiezhi.vault.rules.sealing import Identity
from xiezhi.vault.services.door import put_in_vault

_REPORTS_AT_ONCE: Final = 500
_BANDS_AT_ONCE: Final = 1_000
_FILE_NAME: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The outcome of an import.

    Attributes:
        batch: the batch, an earlier one when ``is_repeat``.
        is_repeat: the very same file was imported before; nothing was done.
        skipped: numbers of the rows whose own number was imported earlier from another file.
    """

    batch: ImportBatch
    is_repeat: bool = False
    skipped: tuple[int, ...] = ()


def import_reports(
    *,
    data: bytes,
    name: str,
    mapping: Mapping[ImportField, int],
    channel: IntakeChannel,
    office: Procuratorate,
    acting: Actor,
    now: datetime,
) -> Imported:
    """Take every row of a list into the information pool, or none.

    Reports are shown by code only; names and telephones are sealed at the door. Columns nothing
    is mapped to are not kept, nor is the file. One entry in the ledger stands for the batch.

    Args:
        data: the CSV or XLSX file.
        name: the file's name, for the record.
        mapping: the column of each field.
        channel: the way of arrival of rows that name none.
        office: the office whose key seals.
        acting: the importer, who becomes the registrar 录入人.
        now: the moment of import.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        InvalidInputError: the codes of `read_list` and `checked_mapping`;
            ``intake.import_rows_wrong``: some rows are wrong, a preview names them.
        ConflictError: ``intake.import_nothing_new``: every row's number was imported before;
            ``intake.import_raced``: somebody imported the same numbers at this moment.
    """
    require(acting, Action.IMPORT_REPORTS)
    earlier = find_batch_of_file(data)
    if earlier is not None:
        return _repeat(earlier, acting=acting, now=now)
    sheet = read_list(data)
    chosen = checked_mapping(mapping, columns=len(sheet.headings))
    rows, skipped = _new_rows(sheet, chosen, channel, now)
    batch = _batch(data, name, _headings(sheet, chosen), channel, acting, now, len(rows))
    try:
        with act(acting=acting, now=now) as record:
            batch.save(force_insert=True)
            _keep(rows, batch, office=office, acting=acting, now=now)
            record(
                "intake.import",
                "import_batch",
                batch.id,
                after={
                    "file": bytes(batch.file_sha256).hex(),
                    "channel": channel.value,
                    "rows": len(rows),
                    "skipped": len(skipped),
                    "content": rows_hash(rows).hex(),
                },
            )
    except IntegrityError as error:
        raced = find_batch_of_file(data)
        if raced is None:
            raise ConflictError("intake.import_raced") from error
        return _repeat(raced, acting=acting, now=now)
    return Imported(batch=batch, skipped=skipped)


def _repeat(batch: ImportBatch, *, acting: Actor, now: datetime) -> Imported:
    with act(acting=acting, now=now) as record:
        record("intake.import_again", "import_batch", batch.id)
    return Imported(batch=batch, is_repeat=True)


def _new_rows(
    sheet: Sheet, mapping: Mapping[ImportField, int], channel: IntakeChannel, now: datetime
) -> tuple[list[ImportRow], tuple[int, ...]]:
    reading = read_rows(sheet, mapping, channel=channel, now=now)
    if reading.error_count:
        raise InvalidInputError("intake.import_rows_wrong", count=reading.error_count)
    known = find_known_numbers(reading.rows)
    rows = [row for row in reading.rows if (row.channel, row.number) not in known]
    if not rows:
        raise ConflictError("intake.import_nothing_new", count=len(reading.rows))
    skipped = [row.place_in_file for row in reading.rows if (row.channel, row.number) in known]
    return rows, tuple(skipped)


def _headings(sheet: Sheet, mapping: Mapping[ImportField, int]) -> dict[str, str]:
    return {field.value: sheet.headings[column] for field, column in mapping.items()}


def _batch(  # noqa: PLR0917  # one value a column
    data: bytes,
    name: str,
    headings: dict[str, str],
    channel: IntakeChannel,
    acting: Actor,
    now: datetime,
    count: int,
) -> ImportBatch:
    return ImportBatch(
        id=new_id(now),
        file_sha256=hashlib.sha256(data).digest(),
        file_name=clean_line(name[-_FILE_NAME:], limit=_FILE_NAME),
        channel=channel,
        mapping=headings,
        row_count=count,
        imported_at=now,
        imported_by_id=_staff_id(acting),
    )


def _staff_id(acting: Actor) -> UUID | None:
    return acting.id if acting.kind is ActorKind.STAFF else None


def _keep(
    rows: Sequence[ImportRow],
    batch: ImportBatch,
    *,
    office: Procuratorate,
    acting: Actor,
    now: datetime,
) -> None:
    reports = [_report(row, batch, acting, now) for row in rows]
    Report.objects.bulk_create(reports, batch_size=_REPORTS_AT_ONCE)
    bands = [
        ReportBand(report=report, band=key) for report in reports for key in band_keys(report.words)
    ]
    forget_plans()
    ReportBand.objects.bulk_create(bands, batch_size=_BANDS_AT_ONCE)
    for row, report in zip(rows, reports, strict=True):
        if row.has_contact:
            put_in_vault(
                Identity(submitted_at=row.received_at or now, name=row.name, phone=row.phone),
                report_id=report.id,
                public_key=bytes(office.identity_public_key),
                sealed_on=legal_day(now),
            )


def _report(row: ImportRow, batch: ImportBatch, acting: Actor, now: datetime) -> Report:
    received = cut(row.received_at or now)
    hints = suggest_areas(f"{row.title} {row.words}")
    return Report(
        id=public_id(),
        code=public_code(),
        submission_key=public_id(),
        content_sha256=row.sha256(),
        channel=row.channel,
        external_number=row.number,
        received_at=received,
        received_on=legal_day(received),
        grade=ReporterGrade.SECRET,
        entered_by_id=_staff_id(acting),
        import_batch=batch,
        has_contact=row.has_contact,
        title=row.title,
        words=row.words,
        seen_at=received,
        seen_at_source=TimeSource.MESSAGE,
        town=row.town,
        village=row.village,
        place_words=row.place,
        suspected_area=hints[0].area if hints else "",
        search=search_vector(f"{row.title} {row.words} {row.town} {row.village} {row.place}"),
    )
