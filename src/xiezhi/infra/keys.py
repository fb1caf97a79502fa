"""Keys of the installation: random files made once, readable by this user only."""

import os
import secrets
from pathlib import Path

from django.conf import settings


def installation_key(name: str, *, size_bytes: int) -> bytes:
    """Return the key of that name, made on first use. Losing the file loses what it protects."""
    path = Path(settings.XIEZHI_KEYS) / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        key = secrets.token_bytes(size_bytes)
        file.write(key)
    return key
