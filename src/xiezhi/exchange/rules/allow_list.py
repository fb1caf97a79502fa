"""The whole allow-list, and the one check both ends make of an item."""

import json
from collections.abc import Mapping
from typing import Final

from xiezhi.exchange.rules.between_offices import FIELDS_BETWEEN_OFFICES, OFFICE_FIELD_LABELS
from xiezhi.exchange.rules.between_zones import FIELDS_BETWEEN_ZONES
from xiezhi.exchange.rules.fields import Fields, check_fields, named_files
from xiezhi.exchange.rules.items import Item, ItemKind
from xiezhi.exchange.rules.limits import MAX_FILE_BYTES
from xiezhi.exchange.rules.zone_labels import ZONE_FIELD_LABELS
from xiezhi.kernel.errors import InvalidInputError

FIELDS: Final[Mapping[ItemKind, Fields]] = {**FIELDS_BETWEEN_OFFICES, **FIELDS_BETWEEN_ZONES}
LABELS: Final[Mapping[str, str]] = {**OFFICE_FIELD_LABELS, **ZONE_FIELD_LABELS}

MAX_OBJECT_ID: Final = 80
MAX_CONTENT_BYTES: Final = 512 * 1024


def check_item(item: Item) -> None:
    """Refuse an item that is not wholly on the list; both ends ask.

    Raises:
        InvalidInputError: ``exchange.kind_unknown``, ``exchange.item_unnamed``,
            ``exchange.item_too_large``, ``exchange.files_differ`` (a file named but not brought,
            or brought but not named), and the codes of `check_fields`.
    """
    fields = FIELDS.get(item.kind)
    if fields is None:
        raise InvalidInputError("exchange.kind_unknown", kind=item.kind)
    if not item.object_id or len(item.object_id) > MAX_OBJECT_ID:
        raise InvalidInputError("exchange.item_unnamed", kind=item.kind)
    content = item.content
    if len(content) > MAX_CONTENT_BYTES:
        raise InvalidInputError("exchange.item_too_large", kind=item.kind)
    # As it will be read at the other end: days and ids are text there.
    body = json.loads(content)
    check_fields(fields, body, kind=item.kind)
    brought = [file.sha256 for file in item.files]
    if len(set(brought)) != len(brought) or set(brought) != set(named_files(fields, body)):
        raise InvalidInputError("exchange.files_differ", kind=item.kind)
    if any(not 0 < file.size_bytes <= MAX_FILE_BYTES for file in item.files):
        raise InvalidInputError("exchange.item_too_large", kind=item.kind)
