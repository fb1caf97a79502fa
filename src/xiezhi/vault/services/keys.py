"""The key pair of an office's vault: the public half for the door, the private half a file."""

import os
from pathlib import Path

from django.conf import settings
from nacl.public import PrivateKey

from xiezhi.vault.rules.sealing import new_key_pair


def office_public_key(slug: str) -> bytes:
    """Return the public half of an office's key, made once.

    The private half lies in ``keys/vault/<slug>.key``, readable by this user only. In a real
    installation it is moved to the machine that opens the vault and removed here.
    """
    path = Path(settings.XIEZHI_KEYS) / "vault" / f"{slug}.key"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return bytes(PrivateKey(path.read_bytes()).public_key)
    pair = new_key_pair()
    with os.fdopen(handle, "wb") as file:
        file.write(pair.private_key)
    return pair.public_key
