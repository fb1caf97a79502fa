"""Makes draft rows of a sorted paste, as many as a page takes; the rest stays text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.geo.position import Datum, Position, PositionSource
from xiezhi.intake.rules.draft_body import FileFacts, LeftOutLine
from xiezhi.intake.rules.entry import EntryRow
from xiezhi.intake.services._sorting import Names, member_id
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.pasting import (
    DraftRow,
    FoundPoint,
    LeftOutReason,
    Pasted,
    PastedFile,
    PasteKind,
    PlaceholderKind,
    group_rows,
)
from xiezhi.law.sources import IntakeChannel

KINDS: Final = {
    MediaKind.PHOTO: PlaceholderKind.PICTURE,
    MediaKind.VOICE: PlaceholderKind.VOICE,
    MediaKind.PAPER: PlaceholderKind.FILE,
}
EMPTY: Final = Pasted(kind=PasteKind.PLAIN, text="", messages=())
_PLACE_WORDS: Final = 200
_TITLE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Rowed:
    """Rows of a paste, each with the places of its files in the sequence handed in."""

    rows: tuple[tuple[EntryRow, tuple[int, ...]], ...]
    loose: tuple[int, ...]
    left_out: tuple[LeftOutLine, ...]
    rest: str
    warnings: tuple[str, ...]


def make_rows(
    pasted: Pasted | None,
    files: Sequence[tuple[MediaKind, FileFacts]],
    *,
    channel: IntakeChannel,
    names: Names,
    room: int,
) -> Rowed:
    """Return at most ``room`` rows; messages beyond them come back as ``rest``, as they were."""
    paste = pasted or EMPTY
    grouped = group_rows(
        paste, [_pasted_file(*file) for file in files], towns=names.towns, own_names=names.own
    )
    shown, beyond = grouped.rows[:room], grouped.rows[room:]
    lost_files = [place for row in beyond for place in row.files]
    return Rowed(
        rows=tuple((_entry_row(row, paste, channel), row.files) for row in shown),
        loose=(*grouped.loose_files, *lost_files),
        left_out=tuple(
            LeftOutLine(reason=one.reason.value, text=one.text)
            for one in (*paste.left_out, *grouped.left_out)
            if one.reason is not LeftOutReason.DATE_LINE
        ),
        rest=_rest(paste, beyond),
        warnings=tuple(dict.fromkeys(one.value for one in (*paste.warnings, *grouped.warnings))),
    )


def _pasted_file(kind: MediaKind, facts: FileFacts) -> PastedFile:
    return PastedFile(
        name=facts.name,
        kind=KINDS[kind],
        taken_at=facts.taken_at,
        time_source=facts.time_source,
    )


def _entry_row(row: DraftRow, paste: Pasted, channel: IntakeChannel) -> EntryRow:
    order = next(
        (paste.messages[one].order for one in row.messages if paste.messages[one].order), None
    )
    position = _position(row.points)
    sent = row.sent_at
    return EntryRow(
        channel=IntakeChannel.HOTLINE_12345 if order else channel,
        speaker=row.speaker,
        supporter_id=member_id(row.supporter),
        contact_name=row.contact_name[:40],
        contact_phone=row.contact_phone[:20],
        received_on=None if sent is None else legal_day(sent),
        sent_at=sent,
        seen_at=row.seen_at,
        seen_at_source=row.seen_at_source,
        town=row.place.town,
        village=row.place.village,
        place_words=row.place.words[:_PLACE_WORDS],
        latitude=None if position is None else position.lat,
        longitude=None if position is None else position.lon,
        title=row.title[:_TITLE],
        words=row.words,
        external_number=row.external_number[:60],
        reasons=tuple(one.value for one in row.reasons),
        warnings=tuple(one.value for one in row.warnings),
    )


def _position(points: Sequence[FoundPoint]) -> Position | None:
    """Return the first point whose numbers can be understood."""
    known = {datum.value: datum for datum in Datum}
    for point in points:
        if point.datum not in known:
            continue
        try:
            return Position.read(
                lat=point.lat,
                lon=point.lon,
                source=PositionSource.CHOSEN,
                datum=known[point.datum],
            )
        except InvalidInputError:
            continue
    return None


def _rest(paste: Pasted, beyond: Sequence[DraftRow]) -> str:
    """Return the lines of the rows there was no room for, with the date lines they may need."""
    if not beyond:
        return ""
    spans = [
        (paste.messages[place].first_line, paste.messages[place].last_line)
        for row in beyond
        for place in row.messages
    ]
    spans += [
        (one.first_line, one.last_line)
        for one in paste.left_out
        if one.reason is LeftOutReason.DATE_LINE
    ]
    lines = paste.text.split("\n")
    return "\n".join("\n".join(lines[first - 1 : last]) for first, last in sorted(set(spans)))
