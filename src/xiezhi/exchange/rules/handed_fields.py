"""What of 移送线索 may cross between the two zones: the unit's own words and papers, its standing back.

Left out on purpose: who handles it, why it is no lead, the lead and its number.
"""

from collections.abc import Mapping

from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.exchange.rules.fields import Fields, FieldType, code, line, plain, rows, text
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.intake.rules.submission import MAX_WORDS
from xiezhi.intake.rules.unit_crossing import MAX_HANDED_FILES
from xiezhi.intake.rules.unit_reports import MAX_BASIS, UNIT_STANDING_LABELS


def handed_fields(
    file: Fields, *, time_sources: Mapping[TimeSource, str]
) -> dict[ItemKind, Fields]:
    """Return the fields of both kinds; ``file`` are those of every file that crosses."""
    return {
        ItemKind.UNIT_REPORT: {
            "id": plain(FieldType.ID, required=True),
            "unit_report_id": plain(FieldType.ID, required=True),
            "unit_id": plain(FieldType.ID, required=True),
            "officer_id": plain(FieldType.ID, required=True),
            "officer_label": line(70, required=True),
            "handed_at": plain(FieldType.INSTANT, required=True),
            "code": line(8, required=True),
            "submission_key": plain(FieldType.ID, required=True),
            "content": plain(FieldType.HASH, required=True),
            "received_at": plain(FieldType.INSTANT, required=True),
            "received_on": plain(FieldType.DAY, required=True),
            "title": line(200, required=True),
            "words": text(MAX_WORDS, required=True),
            "seen_at": plain(FieldType.INSTANT),
            "seen_at_source": code(time_sources, required=False),
            "town": line(30),
            "village": line(60),
            "place_words": line(200),
            "own_number": line(60),
            "area": line(40),
            "basis": text(MAX_BASIS),
            "files": rows(file, most=MAX_HANDED_FILES),
        },
        ItemKind.UNIT_STANDING: {
            "id": plain(FieldType.ID, required=True),
            "standing": code(UNIT_STANDING_LABELS),
        },
    }
