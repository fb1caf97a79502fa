"""Replies as they are shown, with their files."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from xiezhi.letters.models import LetterReply, LetterReplyFile
from xiezhi.letters.rules.replies import ReplyPart
from xiezhi.letters.selectors.portal import ReplyFile, UnitReply, reply_as_seen

_FILE_COLUMNS: Final = JSONObject(
    id="file_id",
    part="part",
    name="file__original_name",
    kind="file__kind",
    media_type="file__media_type",
)


def replies_to(letter_ids: Iterable[UUID]) -> dict[UUID, list[UnitReply]]:
    """Return the replies that were sent, by letter, oldest first; one query, drafts left out."""
    files = LetterReplyFile.objects.filter(reply_id=OuterRef("id")).order_by("position")
    rows = (
        LetterReply.objects.filter(letter_id__in=list(letter_ids), is_draft=False)
        .annotate(file_rows=ArraySubquery(files.values(row=_FILE_COLUMNS)))
        .order_by("at", "id")
    )
    found: dict[UUID, list[UnitReply]] = {}
    for row in rows:
        shown = reply_as_seen(row, {row.id: [_file(one) for one in row.file_rows]})
        found.setdefault(row.letter_id, []).append(shown)
    return found


def _file(row: dict[str, Any]) -> ReplyFile:
    return ReplyFile(
        id=UUID(row["id"]),
        part=ReplyPart(row["part"]),
        name=row["name"],
        kind=row["kind"],
        media_type=row["media_type"],
    )
