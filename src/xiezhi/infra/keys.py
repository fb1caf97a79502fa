"""Keys of the installation: random files made once, readable by this user only."""

import secrets
from pathlib import Path

from django.conf import settings

from xiezhi.infra.folders import kept_once


def installation_key(name: str, *, size_bytes: int) -> bytes:
    """Return the key of that name, made on first use. Losing the file loses what it protects."""
    return kept_once(Path(settings.XIEZHI_KEYS) / name, secrets.token_bytes(size_bytes))
