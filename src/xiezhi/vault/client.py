"""Asking the vault process; what it refuses is refused here with its code."""

import json
import socket
from dataclasses import dataclass
from dataclasses import field as kept
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.clock import read
from xiezhi.kernel.errors import (
    ConflictError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    RuleRefusedError,
    StepUpRequiredError,
)
from xiezhi.vault.rules.opening import IdentityField
from xiezhi.vault.rules.relay import RelayOutcome

ANSWER_SECONDS: Final = 40
MAX_ANSWER_BYTES: Final = 256 * 1024
_KINDS: Final[dict[int, type[DomainError]]] = {
    403: NotAllowedError,
    404: NotFoundError,
    409: RuleRefusedError,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedField:
    """What the vault process gave out, for one page and nothing else."""

    field: IdentityField
    value: str = kept(repr=False)
    ends_at: datetime


def ask_to_open(*, request_id: UUID, asking_id: UUID) -> OpenedField:
    """Return the opened field, or the vault's refusal.

    Raises:
        DomainError: the code the vault process gave; ``vault.closed``: it cannot be reached.
    """
    answer = _ask({"verb": "open", "request": str(request_id), "asking": str(asking_id)})
    match answer:
        case {"field": str(name), "value": str(value), "ends_at": str(ends_at)}:
            return OpenedField(field=IdentityField(name), value=value, ends_at=read(ends_at))
        case _:
            raise ConflictError("vault.closed")


def ask_to_relay(*, message_id: UUID) -> RelayOutcome:
    """Have words sent on; returns what became of them.

    Raises:
        DomainError: as `ask_to_open`.
    """
    answer = _ask({"verb": "relay", "message": str(message_id)})
    return RelayOutcome(str(answer.get("outcome")))


def ask_to_erase() -> int:
    """Have what is due destroyed; returns how many identities went.

    Raises:
        DomainError: as `ask_to_open`.
    """
    erased = _ask({"verb": "erase"}).get("erased")
    return erased if isinstance(erased, int) else 0


def ask_to_scan(*, office_id: UUID, sealed: bytes, sha256: bytes) -> bool:
    """Return whether the vault's scanner found a virus in a sealed original.

    The vault opens it, sees that it is what hashes to ``sha256``, and says one word. Takes long, so
    it is asked while no tenant scope is open.

    Raises:
        DomainError: as `ask_to_open`; ``evidence.scanner_away``.
    """
    words = {"verb": "scan", "sha256": sha256.hex(), "size": str(len(sealed))}
    found = _ask(words, office_id, sealed).get("infected")
    if not isinstance(found, bool):
        raise ConflictError("vault.closed")
    return found


def _ask(
    words: dict[str, str], office_id: UUID | None = None, content: bytes = b""
) -> dict[str, object]:
    office = str(office_id or current_tenant())
    line = json.dumps(words | {"office": office}).encode() + b"\n"
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
            door.settimeout(ANSWER_SECONDS)
            door.connect(str(Path(settings.XIEZHI_VAULT_SOCKET)))
            door.sendall(line + content)
            answer = json.loads(_read_line(door))
    except (OSError, ValueError) as error:
        raise ConflictError("vault.closed") from error
    if not isinstance(answer, dict):
        raise ConflictError("vault.closed")
    if "error" in answer:
        raise _refusal(answer)
    return answer


def _read_line(door: socket.socket) -> bytes:
    with door.makefile("rb") as file:
        return file.readline(MAX_ANSWER_BYTES)


def _refusal(answer: dict[str, object]) -> DomainError:
    code, status = str(answer["error"]), answer.get("status")
    if code == "accounts.step_up":
        return StepUpRequiredError(code)
    kind = _KINDS.get(status, InvalidInputError) if isinstance(status, int) else InvalidInputError
    return kind(code, basis=str(answer.get("basis", "")))
