"""The vault process as it runs: of its own role, behind a socket, with keys in a folder of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from nacl.public import PrivateKey

from tests.database import Clone
from xiezhi.accounts.models import Procuratorate

READY_SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class RunningVault:
    """Where it listens, keeps its keys, and what it wrote."""

    socket: Path
    keys: Path
    outbox: Path


@contextmanager
def vault_process(
    clone: Clone, folder: Path, *, settings: Mapping[str, str] | None = None
) -> Iterator[RunningVault]:
    """Run ``xiezhi vault serve`` against a database while the block runs."""
    keys, socket = folder / "vault-keys", folder / "v.sock"
    keys.mkdir(mode=0o700, exist_ok=True)
    environment = os.environ | {
        "DATABASE_URL": "",
        "XIEZHI_APP_DATABASE_URL": "",
        "XIEZHI_VAULT_DATABASE_URL": clone.urls.vault,
        "XIEZHI_DATABASE_ROLE": "vault",
        "XIEZHI_DEMO": "1",
        "XIEZHI_FILES": str(folder / "files"),
        "XIEZHI_VAULT_KEYS": str(keys),
        "XIEZHI_VAULT_SOCKET": str(socket),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "xiezhi.cli", "vault", "serve"],
        env=environment | dict(settings or {}),
    )
    try:
        until = time.monotonic() + READY_SECONDS
        while not socket.exists():
            assert process.poll() is None, "the vault process ended"
            assert time.monotonic() < until, "the vault process does not answer"
            time.sleep(0.05)
        yield RunningVault(socket=socket, keys=keys, outbox=folder / "outbox" / "sms.jsonl")
    finally:
        process.terminate()
        process.wait(timeout=20)


def give_key(office: Procuratorate, keys: Path) -> PrivateKey:
    """Make the office seal to a key whose private half lies in the folder."""
    key = PrivateKey.generate()
    (keys / f"{office.slug}.key").write_bytes(bytes(key))
    office.identity_public_key = bytes(key.public_key)
    Procuratorate.objects.filter(id=office.id).update(identity_public_key=bytes(key.public_key))
    return key


def nobody() -> UUID:
    """An id of nothing."""
    return UUID(int=0)
