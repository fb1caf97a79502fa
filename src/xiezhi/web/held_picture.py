"""A calm picture in the place of one that may not be shown: why, in a word."""

from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.selectors.files import hold_word

SHORT_LABELS: Final = {
    "infected": gettext_noop("未通过查毒"),
    "unscanned": gettext_noop("查毒中"),
    "pending": gettext_noop("转码中"),
    "absent": gettext_noop("无副本"),
    "failed": gettext_noop("无副本"),
}
_WIDE: Final = 4
# Greys that stand on a light and on a dark page alike; a picture in a page knows no theme.
_PICTURE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 48" role="img" aria-label="{words}">'
    '<rect width="64" height="48" fill="#8a8f98" fill-opacity="0.18"/>'
    '<text x="32" y="{top}" font-family="sans-serif" font-size="{size}" text-anchor="middle" '
    'fill="#7c828c">{lines}</text></svg>'
)


def held_picture(file: StoredFile) -> HttpResponse | None:
    """Return a picture that says why a file's thumbnail is not shown; None where it may be shown."""
    word = hold_word(kind=file.kind, copy_state=file.copy_state, scan_state=file.scan_state)
    return picture_of(word) if word else None


def picture_of(word: str) -> HttpResponse:
    """Return the picture for a key of `SHORT_LABELS`; nothing keeps it, for it is soon out of date."""
    words = _(SHORT_LABELS[word])
    lines = _lines(words)
    size = 12 if max(len(one) for one in lines) <= _WIDE else 9
    top = 28 - (len(lines) - 1) * 7
    shown = "".join(
        f'<tspan x="32" dy="{0 if place == 0 else 15}">{one}</tspan>'
        for place, one in enumerate(lines)
    )
    response = HttpResponse(
        _PICTURE.format(words=words, top=top, size=size, lines=shown), content_type="image/svg+xml"
    )
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _lines(words: str) -> list[str]:
    """Break words that are too long for one line: at a space, else after the third sign."""
    if " " in words:
        return words.split(" ")[:3]
    return [words] if len(words) <= _WIDE else [words[:3], words[3:]]
