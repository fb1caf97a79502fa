"""What of trainings and patrols may cross between the two zones: a member's own pages and answers.

Left out on purpose: who planned or asked, who else was called, the others' marks and replies.
"""

from typing import Final

from xiezhi.exchange.rules.fields import Fields, FieldType, code, integer, line, lines, plain, text
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.supporters.rules.kinds import SUPPORTER_KIND_LABELS
from xiezhi.supporters.rules.patrol import MOST_REPORTS, PATROL_RESULT_LABELS
from xiezhi.supporters.rules.training import (
    ATTENDANCE_LABELS,
    TRAINING_KIND_LABELS,
    TRAINING_REPLY_LABELS,
    TRAINING_STATE_LABELS,
)

_ID_CHARACTERS: Final = 36

HOME_FIELDS: Final[dict[ItemKind, Fields]] = {
    ItemKind.TRAINING: {
        "id": plain(FieldType.ID, required=True),
        "training_id": plain(FieldType.ID, required=True),
        "supporter_id": plain(FieldType.ID, required=True),
        "kind": code(TRAINING_KIND_LABELS),
        "audience": code(SUPPORTER_KIND_LABELS),
        "title": line(60, required=True),
        "starts_at": plain(FieldType.INSTANT, required=True),
        "place": line(80),
        "material": text(2000),
        "hours": integer(80, required=True),
        "is_required": plain(FieldType.BOOLEAN, required=True),
        "state": code(TRAINING_STATE_LABELS),
        "attendance": code(ATTENDANCE_LABELS, required=False),
        "taught_on": plain(FieldType.DAY),
        "valid_until": plain(FieldType.DAY),
        "valid_basis": line(120),
    },
    ItemKind.TRAINING_REPLY: {
        "id": plain(FieldType.ID, required=True),
        "reply": code(TRAINING_REPLY_LABELS),
        "words": line(120),
        "replied_at": plain(FieldType.INSTANT, required=True),
    },
    ItemKind.PATROL: {
        "id": plain(FieldType.ID, required=True),
        "supporter_id": plain(FieldType.ID, required=True),
        "place_words": line(120, required=True),
        "words": line(300, required=True),
        "due_on": plain(FieldType.DAY, required=True),
        "asked_at": plain(FieldType.INSTANT, required=True),
        "withdrawn_at": plain(FieldType.INSTANT),
    },
    ItemKind.PATROL_RESULT: {
        "id": plain(FieldType.ID, required=True),
        "result": code(PATROL_RESULT_LABELS),
        "words": line(500),
        "report_ids": lines(_ID_CHARACTERS, most=MOST_REPORTS),
        "done_at": plain(FieldType.INSTANT, required=True),
    },
}
