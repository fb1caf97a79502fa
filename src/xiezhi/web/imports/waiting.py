"""Uploaded lists between upload and import: a private folder, an hour at most, never the database."""

import os
import time
from pathlib import Path
from typing import Final
from uuid import UUID

from django.http import HttpRequest

from xiezhi.config.environment import environment
from xiezhi.infra.folders import private_folder
from xiezhi.kernel.errors import NotFoundError
from xiezhi.kernel.ids import public_id
from xiezhi.law.sources import IntakeChannel

SESSION_KEY: Final = "imports"
KEPT_SECONDS: Final = 3600
KEPT_UPLOADS: Final = 3


def keep(request: HttpRequest, data: bytes, *, name: str, channel: IntakeChannel) -> UUID:
    """Keep an upload for its session and return its token; older ones go."""
    folder = _folder()
    clear_old()
    token = public_id()
    handle = os.open(folder / str(token), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    known = dict(request.session.get(SESSION_KEY, {}))
    known[str(token)] = {"name": name[-120:], "channel": channel.value}
    for old in list(known)[:-KEPT_UPLOADS]:
        del known[old]
        (folder / old).unlink(missing_ok=True)
    request.session[SESSION_KEY] = known
    return token


def find(request: HttpRequest, token: UUID) -> tuple[bytes, str, IntakeChannel]:
    """Return an upload of this session with its name and way of arrival.

    Raises:
        NotFoundError: ``intake.import_upload_gone``.
    """
    known = request.session.get(SESSION_KEY, {}).get(str(token))
    path = _folder() / str(token)
    if known is None or not path.is_file() or _is_old(path):
        raise NotFoundError("intake.import_upload_gone")
    return path.read_bytes(), known["name"], IntakeChannel(known["channel"])


def drop(request: HttpRequest, token: UUID) -> None:
    """Forget an upload of this session."""
    known = dict(request.session.get(SESSION_KEY, {}))
    if known.pop(str(token), None) is None:
        return
    request.session[SESSION_KEY] = known
    (_folder() / str(token)).unlink(missing_ok=True)


def clear_old() -> None:
    """Remove every upload older than an hour; run every hour, whoever is at work."""
    for path in _folder().iterdir():
        if _is_old(path):
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return private_folder(environment().var_dir / "uploads")


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > KEPT_SECONDS
    except FileNotFoundError:
        return False
