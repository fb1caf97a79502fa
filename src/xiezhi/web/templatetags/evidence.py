"""What pages say of files: why one is not shown, how large one may be."""

from typing import Protocol

from django import template
from django.utils.translation import gettext as _

from xiezhi.evidence.rules.kinds import MediaKind, most_bytes
from xiezhi.evidence.rules.readiness import HOLD_LABELS
from xiezhi.evidence.selectors.files import hold_word

register = template.Library()


class Shown(Protocol):
    """A file as pages have it: the row itself, or what a selector read of it."""

    kind: str
    copy_state: str
    scan_state: str


@register.filter
def held(file: Shown) -> str:
    """Return why a file is not shown, in words; "" where it is."""
    word = hold_word(kind=file.kind, copy_state=file.copy_state, scan_state=file.scan_state)
    return _(HOLD_LABELS[word]) if word else ""


@register.simple_tag(name="most_bytes")
def most(kind: str) -> int:
    """Return how many bytes a file of a kind may have."""
    return most_bytes(MediaKind(kind))


@register.simple_tag
def most_megabytes(kind: str) -> int:
    """Return how many megabytes a file of a kind may have."""
    return most_bytes(MediaKind(kind)) >> 20
