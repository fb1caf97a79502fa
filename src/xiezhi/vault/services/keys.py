"""The key pair of an office's vault: the public half for the door, the private half a file."""

from pathlib import Path

from django.conf import settings
from nacl.public import PrivateKey

from xiezhi.infra.folders import kept_once
from xiezhi.vault.rules.sealing import new_key_pair


def office_public_key(slug: str) -> bytes:
    """Return the public half of an office's key, made once.

    The private half lies in ``keys/vault/<slug>.key``, readable by this user only. In a real
    installation it is moved to the machine that opens the vault and removed here.
    """
    path = Path(settings.XIEZHI_VAULT_KEYS) / f"{slug}.key"
    return bytes(PrivateKey(kept_once(path, new_key_pair().private_key)).public_key)
