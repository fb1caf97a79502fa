"""Work cards 工作证: one scan binds one phone."""

import hashlib


def token_hash(token: str) -> bytes:
    """Return what is kept of a card's token; 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).digest()
