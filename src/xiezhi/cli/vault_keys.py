"""The key files of the vault: read, kept after a recovery, renewed."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from nacl.public import PrivateKey

from xiezhi.infra.errors import MachineError
from xiezhi.infra.folders import kept_once

_PRINT_CHARACTERS: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeKey:
    """An office's private key and how it is told from others."""

    private_key: bytes = field(repr=False)
    public_key: bytes

    @property
    def fingerprint(self) -> str:
        """The first digits of the public key's SHA-256."""
        return hashlib.sha256(self.public_key).hexdigest()[:_PRINT_CHARACTERS]


def read_key(folder: Path, slug: str) -> OfficeKey:
    """Return the present key of an office.

    Raises:
        MachineError: ``vault.no_key``.
    """
    path = folder / f"{slug}.key"
    if not path.is_file():
        raise MachineError("vault.no_key", path=str(path))
    return _key(path.read_bytes())


def keep_recovered(folder: Path, slug: str, private_key: bytes) -> Path:
    """Write a recovered key where the vault process looks for it; the same key again is no matter.

    Raises:
        MachineError: ``vault.key_there``: another key stands there.
    """
    path = folder / f"{slug}.key"
    if kept_once(path, private_key) != private_key:
        raise MachineError("vault.key_there", path=str(path))
    return path


def rotate(folder: Path, slug: str, *, now: datetime) -> str:
    """Make a new pair the present one and return its fingerprint. Needs Django, as the app role.

    The new private key lies in its place before the door seals to it: a report is never sealed to
    a key that is not there yet.

    Raises:
        MachineError: ``vault.no_key``, ``office.unknown``.
    """
    from xiezhi.accounts.selectors.offices import list_offices  # noqa: PLC0415
    from xiezhi.accounts.services.offices import renew_identity_key  # noqa: PLC0415

    offices = {office.slug: office.id for office in list_offices()}
    if slug not in offices:
        raise MachineError("office.unknown", slug=slug, known="、".join(offices) or "—")
    former = read_key(folder, slug)
    kept_once(folder / f"{slug}.{_next_number(folder, slug)}.key", former.private_key)
    new = _key(bytes(PrivateKey.generate()))
    unfinished = folder / f"{slug}.new"
    unfinished.unlink(missing_ok=True)
    kept_once(unfinished, new.private_key)
    unfinished.replace(folder / f"{slug}.key")
    renew_identity_key(office_id=offices[slug], public_key=new.public_key, now=now)
    return new.fingerprint


def _key(private_key: bytes) -> OfficeKey:
    public_key = bytes(PrivateKey(private_key).public_key)
    return OfficeKey(private_key=private_key, public_key=public_key)


def _next_number(folder: Path, slug: str) -> int:
    taken = [
        int(path.name.split(".")[-2])
        for path in folder.glob(f"{slug}.*.key")
        if path.name.split(".")[-2].isdigit()
    ]
    return max(taken, default=0) + 1
