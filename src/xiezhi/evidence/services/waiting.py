"""Areas where bytes wait, encrypted with the key of this installation.

Each area is apart from what is kept, so removing one touches no file. The key stands in the
installation's key folder and not in the database.
"""

import uuid
from typing import Final

from django.db import transaction
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.readiness import CopyState, ScanState
from xiezhi.evidence.store import file_store, staging
from xiezhi.infra.keys import installation_key
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.errors import InvalidInputError, NotFoundError

_KEY: Final = "drafts"


def put_staged(area_id: uuid.UUID, content: bytes) -> bytes:
    """Keep bytes in an area, encrypted and on the disk; return their address there."""
    return staging(current_tenant()).put(area_id, seal(content))


def read_staged(area_id: uuid.UUID, address: bytes) -> bytes:
    """Return the bytes of a staged file.

    Raises:
        NotFoundError: ``evidence.no_copy``: removed, or the key is no longer the same.
    """
    try:
        return open_sealed(staging(current_tenant()).read(area_id, address))
    except (InvalidInputError, NotFoundError) as error:
        raise NotFoundError("evidence.no_copy") from error


def clear_staged(area_id: uuid.UUID) -> None:
    """Remove an area with everything in it once the present transaction is committed."""
    areas = staging(current_tenant())
    transaction.on_commit(lambda: areas.clear(area_id))


def seal(content: bytes) -> bytes:
    """Return content encrypted with the key of this installation; only it can open it again."""
    return bytes(_box().encrypt(content))


def open_sealed(sealed: bytes) -> bytes:
    """Return what `seal` closed.

    Raises:
        InvalidInputError: ``evidence.unreadable``: altered, or sealed with another key.
    """
    try:
        return bytes(_box().decrypt(sealed))
    except CryptoError as error:
        raise InvalidInputError("evidence.unreadable") from error


def read_original(file: StoredFile) -> bytes | None:
    """Return an original where this zone can still read it; None of what is sealed for good."""
    try:
        if file.staged_sha256 is not None:
            return read_staged(file.id, bytes(file.staged_sha256))
        if not file.is_sealed:
            with file_store().open(current_tenant(), bytes(file.stored_sha256)) as stream:
                return stream.read()
    except NotFoundError:
        return None
    return None


def let_go(file: StoredFile, *, is_scanning: bool) -> None:
    """Forget the staged original once nobody waits for it; save the row afterwards."""
    waits = file.copy_state == CopyState.PENDING or (
        is_scanning and file.scan_state == ScanState.UNSCANNED
    )
    if file.staged_sha256 is not None and not waits:
        file.staged_sha256 = None
        clear_staged(file.id)


def _box() -> SecretBox:
    return SecretBox(installation_key(_KEY, size_bytes=SecretBox.KEY_SIZE))
