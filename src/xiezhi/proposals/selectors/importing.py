"""What importing a list would do, looked at before it is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.proposals.models import ProposalImport
from xiezhi.proposals.rules.reading_in.entries import identity_of
from xiezhi.proposals.rules.reading_in.fields import (
    ProposalField,
    checked_mapping,
    guess_mapping,
)
from xiezhi.proposals.rules.reading_in.rows import (
    Defaults,
    ProposalReading,
    ProposalSheet,
    read_entries,
    read_sheet,
)
from xiezhi.proposals.selectors.lists import find_import, find_known

PREVIEW_ROWS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPreview:
    """A list as it would be imported.

    Attributes:
        reading: None while no usable mapping is there.
        known: rows whose proposal is registered already; they would be skipped.
        earlier: the import of these very bytes.
    """

    sheet: ProposalSheet
    mapping: dict[ProposalField, int]
    reading: ProposalReading | None
    known: tuple[int, ...]
    earlier: ProposalImport | None

    @property
    def new_count(self) -> int:
        """How many proposals would be registered."""
        return 0 if self.reading is None else len(self.reading.entries) - len(self.known)

    @property
    def is_good(self) -> bool:
        """Whether importing would go through."""
        reading = self.reading
        return (
            reading is not None
            and not reading.fault_count
            and self.new_count > 0
            and self.earlier is None
        )


def preview_list(
    data: bytes,
    *,
    defaults: Defaults,
    today: date,
    mapping: Mapping[ProposalField, int] | None = None,
) -> ListPreview:
    """Return what importing a list would do; without a mapping the headings are guessed.

    Raises:
        InvalidInputError: the codes of `read_sheet`; those of `checked_mapping` for a given one.
    """
    sheet = read_sheet(data)
    chosen = guess_mapping(sheet.headings) if mapping is None else dict(mapping)
    reading: ProposalReading | None = None
    try:
        usable = checked_mapping(chosen, columns=len(sheet.headings))
        reading = read_entries(sheet, usable, defaults=defaults, today=today)
    except InvalidInputError:
        if mapping is not None:
            raise
    entries = () if reading is None else reading.entries
    known = find_known(entry for _number, entry in entries)
    return ListPreview(
        sheet=sheet,
        mapping=chosen,
        reading=reading,
        known=tuple(number for number, entry in entries if identity_of(entry) in known),
        earlier=find_import(data),
    )
