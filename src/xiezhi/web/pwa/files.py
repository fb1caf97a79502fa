"""Which files of ours the phone keeps to open without a network, and the outbox's scripts in order."""

from typing import Final

from django.templatetags.static import static

from xiezhi.notifications.channels.web_push import is_push_configured

OUTBOX_SCRIPTS: Final = tuple(
    f"xiezhi/js/pwa/{name}.js"
    for name in ("db", "seal", "digest", "outbox", "lock", "clock", "upload", "work", "sender")
)
"""Run in pages and in the service worker, in this order."""
PROTOCOL_SCRIPTS: Final = ("vendor/tus.min.js", "vendor/sha256.min.js")
PAGE_SCRIPTS: Final = tuple(f"xiezhi/js/pwa/{name}.js" for name in ("wake", "count", "keep"))
"""After those, in every phone page."""
WORKER_SCRIPT: Final = "xiezhi/js/pwa/worker.js"
PUSH_SCRIPT: Final = "xiezhi/js/pwa/push_worker.js"
"""Only where the office allows Web Push."""
_BASE: Final = ("theme", "disclosure", "confirm", "autosave")
_SNAP: Final = (
    "exif",
    "place",
    "heading",
    "photos",
    "videos",
    "voice",
    "send",
    "draft",
    "reveal",
    "copy",
)
_PWA: Final = ("start", "kept-form", "report", "waiting", "receipt")
_MEMBERS: Final = ("snap/overlay", "pwa/along", "pwa/tasks", "pwa/patrol", "pwa/task")
_STYLES: Final = ("tokens", "base", "components", "phone", "snap", "print")


def outbox_scripts() -> list[str]:
    """Return the addresses of what a page loads once it has been shown."""
    return [static(name) for name in (*PROTOCOL_SCRIPTS, *OUTBOX_SCRIPTS, *PAGE_SCRIPTS)]


def worker_scripts() -> list[str]:
    """Return the addresses of what the service worker runs."""
    push = (PUSH_SCRIPT,) if is_push_configured() else ()
    return [static(name) for name in (*PROTOCOL_SCRIPTS, *OUTBOX_SCRIPTS, WORKER_SCRIPT, *push)]


def shell_files() -> list[str]:
    """Return the addresses of everything the shells need."""
    named = (
        *(f"xiezhi/css/{name}.css" for name in _STYLES),
        *(f"xiezhi/js/{name}.js" for name in _BASE),
        *(f"xiezhi/js/snap/{name}.js" for name in _SNAP),
        *(f"xiezhi/js/pwa/{name}.js" for name in _PWA),
        "xiezhi/icons.svg",
        "xiezhi/mark.svg",
    )
    return [*(static(name) for name in named), *outbox_scripts()]


def member_files() -> list[str]:
    """Return the addresses of what the frames of grid members need besides."""
    return [static("xiezhi/css/home.css"), *(static(f"xiezhi/js/{name}.js") for name in _MEMBERS)]
