"""Lists to import, looked at before anything is kept; and the lists imported earlier."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.intake.models import ImportBatch, Report
from xiezhi.intake.rules.importing import (
    ImportField,
    ImportRow,
    Reading,
    Sheet,
    checked_mapping,
    guess_mapping,
    read_list,
    read_rows,
)
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError, NotFoundError
from xiezhi.law.sources import IntakeChannel

PREVIEW_ROWS: Final = 10
SHOWN_BATCHES: Final = 20
_NUMBERS_AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What importing a file would do.

    Attributes:
        mapping: column of each field, as given or guessed.
        reading: None while neither title nor content is mapped.
        known_rows: rows of the file whose number was imported earlier; they would be skipped.
        earlier: the batch of the very same file, when it was imported before.
    """

    sheet: Sheet
    mapping: Mapping[ImportField, int]
    channel: IntakeChannel
    reading: Reading | None
    known_rows: tuple[int, ...] = ()
    earlier: ImportBatch | None = None

    @property
    def new_count(self) -> int:
        """How many reports would enter the pool."""
        return 0 if self.reading is None else len(self.reading.rows) - len(self.known_rows)

    @property
    def is_good(self) -> bool:
        """Whether the file can be imported as it stands."""
        return self.reading is not None and not self.reading.error_count and self.earlier is None


def preview_import(
    acting: Actor,
    data: bytes,
    *,
    channel: IntakeChannel,
    now: datetime,
    mapping: Mapping[ImportField, int] | None = None,
) -> ImportPreview:
    """Return what importing a file would do, with a guess at the columns where none are given.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        InvalidInputError: the codes of `read_list` and `checked_mapping`; a guess that finds
            neither title nor content is no error.
    """
    require(acting, Action.IMPORT_REPORTS)
    sheet = read_list(data)
    earlier = find_batch_of_file(data)
    chosen = guess_mapping(sheet.headings) if mapping is None else mapping
    try:
        chosen = checked_mapping(chosen, columns=len(sheet.headings))
    except InvalidInputError:
        if mapping is not None:
            raise
        return ImportPreview(
            sheet=sheet, mapping=chosen, channel=channel, reading=None, earlier=earlier
        )
    reading = read_rows(sheet, chosen, channel=channel, now=now)
    known = find_known_numbers(reading.rows)
    return ImportPreview(
        sheet=sheet,
        mapping=chosen,
        channel=channel,
        reading=reading,
        known_rows=tuple(
            row.place_in_file for row in reading.rows if (row.channel, row.number) in known
        ),
        earlier=earlier,
    )


def find_batch_of_file(data: bytes) -> ImportBatch | None:
    """Return the batch of the very same file."""
    found: ImportBatch | None = ImportBatch.objects.filter(
        file_sha256=hashlib.sha256(data).digest()
    ).first()
    return found


def find_known_numbers(rows: Iterable[ImportRow]) -> set[tuple[str, str]]:
    """Return which way of arrival and number are in the pool already."""
    wanted = {(row.channel.value, row.number) for row in rows if row.number}
    known: set[tuple[str, str]] = set()
    for numbers in _batches(sorted({number for _, number in wanted})):
        found = Report.objects.filter(external_number__in=numbers)
        known |= wanted & set(found.values_list("channel", "external_number"))
    return known


def list_batches(acting: Actor) -> list[ImportBatch]:
    """Return the lists imported last, newest first.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.IMPORT_REPORTS)
    batches = ImportBatch.objects.select_related("imported_by").order_by("-imported_at", "id")
    return list(batches[:SHOWN_BATCHES])


def get_batch(acting: Actor, batch_id: UUID) -> ImportBatch:
    """Return an imported list.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``intake.no_batch``.
    """
    require(acting, Action.VIEW_POOL)
    found: ImportBatch | None = (
        ImportBatch.objects.select_related("imported_by").filter(id=batch_id).first()
    )
    if found is None:
        raise NotFoundError("intake.no_batch")
    return found


def _batches(numbers: list[str]) -> Iterable[list[str]]:
    for start in range(0, len(numbers), _NUMBERS_AT_ONCE):
        yield numbers[start : start + _NUMBERS_AT_ONCE]
