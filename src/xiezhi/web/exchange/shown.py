"""Rows of exchange's pages."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xiezhi.evidence.rules.kinds import MediaFormat
from xiezhi.exchange.models import ExchangeItem, ExchangePackage
from xiezhi.exchange.rules.fields import FieldType
from xiezhi.exchange.rules.items import KIND_LABELS, ItemKind
from xiezhi.exchange.rules.procedure import (
    ITEM_LABELS,
    STATE_LABELS,
    ItemState,
    PackageDirection,
    PackageState,
)
from xiezhi.exchange.rules.reading import (
    ShownField,
    ShownFile,
    shown_fields,
    shown_files,
    title_of,
)
from xiezhi.exchange.selectors.contents import open_content
from xiezhi.intake.selectors.crossing import words_before_sealing
from xiezhi.kernel.errors import DomainError
from xiezhi.web.problem_texts import text_of

STATE_TONES = {
    PackageState.IN_REVIEW: "amber",
    PackageState.STAGING: "amber",
    PackageState.VERIFIED: "amber",
    PackageState.ACKNOWLEDGED: "green",
    PackageState.IMPORTED: "green",
    PackageState.TURNED_DOWN: "red",
    PackageState.REFUSED: "red",
}
_PICTURES = frozenset({MediaFormat.JPEG, MediaFormat.PNG, MediaFormat.WEBP})
ITEM_TONES = {
    ItemState.PASSED: "green",
    ItemState.APPLIED: "green",
    ItemState.HELD: "amber",
    ItemState.WAITS: "amber",
    ItemState.DIFFERS: "red",
}


def package_row(package: ExchangePackage) -> dict[str, Any]:
    """Return a package as a list shows it."""
    state = PackageState(package.state)
    return {
        "package": package,
        "is_out": package.direction == PackageDirection.OUT,
        "state": state_words(package),
        "tone": STATE_TONES.get(state, ""),
        "megabytes": _size(package.payload_bytes),
    }


def state_words(package: ExchangePackage) -> str:
    """Return where a package stands; receipts alone are not answered."""
    state = PackageState(package.state)
    if state is PackageState.SEALED and package.is_receipt_only:
        return _("已封包（只含回执，对方不再回执）")
    return _(STATE_LABELS[state])


def item_rows(items: Iterable[ExchangeItem]) -> list[dict[str, Any]]:
    """Return items as lists show them."""
    return [item_row(item) for item in items]


def item_row(item: ExchangeItem) -> dict[str, Any]:
    """Return one item as lists show it."""
    state = ItemState(item.state)
    return {
        "item": item,
        "kind": _(KIND_LABELS[ItemKind(item.kind)]),
        "title": _title(item),
        "state": _(ITEM_LABELS[state]),
        "tone": ITEM_TONES.get(state, ""),
        "waits_for": waits_words(item),
        "file_count": len(item.files),
    }


def _title(item: ExchangeItem) -> str:
    body = _body(item)
    if item.kind == ItemKind.ACKNOWLEDGEMENT and body:
        return _("对第 %(number)s 号包的回执") % {"number": body["sequence"]}
    if "sealed_words" in body:
        return _("封存的内容")
    return title_of(body) or item.object_id


def item_page(package: ExchangePackage, item: ExchangeItem) -> dict[str, Any]:
    """Return everything of one item: every field that crosses, and its files."""
    if not item.content:
        return {"fields": [], "machine_fields": [], "files": [], "is_gone": True}
    kind, body = ItemKind(item.kind), _body(item)
    fields = [*_unsealed(package, item, body), *map(field_row, shown_fields(kind, body))]
    return {
        "fields": [field for field in fields if not field["is_of_machine"]],
        "machine_fields": [field for field in fields if field["is_of_machine"]],
        "files": [_file(package, item, file) for file in shown_files(kind, body)],
        "is_gone": False,
    }


def _unsealed(
    package: ExchangePackage, item: ExchangeItem, body: dict[str, Any]
) -> list[dict[str, Any]]:
    """Return what the office wrote to a reporter, before it was sealed: it is looked through here."""
    if package.direction != PackageDirection.OUT or "sealed_words" not in body:
        return []
    words = words_before_sealing(UUID(item.object_id))
    field = ShownField(label=gettext_noop("封存前的内容"), type=FieldType.TEXT, words=words)
    return [field_row(field)]


def waits_words(item: ExchangeItem) -> str:
    """Return what an item waits for, in words."""
    asked = dict(item.waits_for)
    code = asked.pop("code", "")
    return text_of(DomainError(code, **asked)).text if code else ""


def field_row(field: ShownField) -> dict[str, Any]:
    """Return one field as pages show it."""
    return {
        "label": _(field.label),
        "words": _(field.words) if field.is_message and field.words else field.words,
        "is_long": field.type == "text",
        "rows": [[field_row(one) for one in row] for row in field.rows],
        "sealed_bytes": field.sealed_bytes,
        "is_of_machine": field.is_of_machine,
    }


def _file(package: ExchangePackage, item: ExchangeItem, file: ShownFile) -> dict[str, Any]:
    sizes = {one["sha256"]: one["size_bytes"] for one in item.files}
    content = open_content(package, item, file.copies[0])
    content.stream.close()
    kind = content.media_type
    return {
        "url": reverse("exchange:file", args=[package.id, item.position, file.copies[0]]),
        "note": file.note,
        "size": _size(sum(sizes.get(one, 0) for one in file.copies)),
        "copies": len(file.copies),
        "is_picture": kind in _PICTURES,
        "is_sound": kind.startswith("audio/"),
        "is_film": kind == MediaFormat.FILM,
        "is_paper": kind == MediaFormat.PDF,
    }


def _body(item: ExchangeItem) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(item.content) if item.content else {}
    return found


def _size(size_bytes: int) -> str:
    if size_bytes < 1024 * 1024:
        return _("%(size)s KB") % {"size": -(-size_bytes // 1024)}
    return _("%(size)s MB") % {"size": f"{size_bytes / 1024 / 1024:.1f}"}
