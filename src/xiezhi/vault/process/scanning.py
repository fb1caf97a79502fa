"""Looking for viruses in sealed originals, where they can be read: the content never leaves here."""

import hashlib
from collections.abc import Callable

from xiezhi.accounts.selectors.for_the_vault import slug_of
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.vault.process.openers import Opener

Scan = Callable[[bytes], bool]
"""Says whether bytes hold a virus; raises a DomainError when there is no answer."""


def scan_sealed(sealed: bytes, sha256: bytes, opener: Opener, scan: Scan | None) -> bool:
    """Return whether a sealed original holds a virus.

    Whoever asks says what the content hashes to. An identity's hash stands nowhere, so nothing but
    an original can be brought before the scanner this way.

    Raises:
        ConflictError: ``vault.closed``: no scanner here.
        InvalidInputError: ``vault.identity_unreadable``; ``vault.not_understood`` for other bytes.
    """
    if scan is None:
        raise ConflictError("vault.closed")
    content = opener.unseal(slug_of(current_tenant()), sealed)
    if hashlib.sha256(content).digest() != sha256:
        raise InvalidInputError("vault.not_understood")
    return scan(content)
