"""What the demo's accounts have in common; a real office has none of it."""

import base64
import hashlib
from typing import Final

DEMO_PASSWORD: Final = "xiezhi-demo-2026"  # noqa: S105  # for the demo's invented people only


def demo_totp_secret(username: str) -> str:
    """Return the authenticator secret (base32) of a demo account, the same at every load."""
    digest = hashlib.sha256(f"xiezhi demo {username}".encode()).digest()
    return base64.b32encode(digest[:20]).decode()
