"""The door of the vault process: a Unix socket, one line of JSON in, one line out.

Verbs: ``open`` (one field), ``relay`` (words to a reporter), ``erase`` (what is due), ``scan`` (is there
a virus in a sealed original, whose bytes follow the line). Sealing needs no process: the public key
is enough. A request is a row in the database, never a word on this line.
"""

import json
import os
import socket
import socketserver
import struct
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import connection
from typing_extensions import override

from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.errors import DomainError, InvalidInputError
from xiezhi.vault.process.acts import SendText, erase_due, open_field, record_refused, relay
from xiezhi.vault.process.openers import Opener
from xiezhi.vault.process.scanning import Scan, scan_sealed

MAX_LINE_BYTES: Final = 4096
MAX_SCANNED: Final = 128 * 1024 * 1024
READ_SECONDS: Final = 10
_CREDENTIALS: Final = struct.Struct("3i")
Answer = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """What the verbs need.

    Attributes:
        peers: numbers of the users who may ask.
        clock: says what time it is.
        scan: says whether bytes hold a virus; None where there is no scanner, or each opening asks
            for a hand.
    """

    opener: Opener
    send: SendText
    clock: Callable[[], datetime]
    peers: Collection[int]
    scan: Scan | None = None

    def answer(self, words: Mapping[str, object], *, now: datetime, content: bytes = b"") -> Answer:
        """Do what is asked, in a transaction of the office named; a refusal is answered and noted."""
        try:
            office = UUID(str(words.get("office")))
            with tenant_scope(office):
                return self._do(words, content, now)
        except ValueError:
            return {"error": "vault.not_understood", "status": 400}
        except DomainError as error:
            self._note(words, error, now)
            return {"error": error.code, "basis": error.basis, "status": error.status}
        finally:
            connection.close_if_unusable_or_obsolete()

    def _do(self, words: Mapping[str, object], content: bytes, now: datetime) -> Answer:
        match words:
            case {"verb": "open", "request": str(request), "asking": str(asking)}:
                opened = open_field(
                    request_id=UUID(request), asking_id=UUID(asking), opener=self.opener, now=now
                )
                return {
                    "field": opened.field.value,
                    "value": opened.value,
                    "ends_at": opened.ends_at.isoformat(),
                }
            case {"verb": "relay", "message": str(message)}:
                outcome = relay(
                    message_id=UUID(message), opener=self.opener, send=self.send, now=now
                )
                return {"outcome": outcome.value}
            case {"verb": "scan", "sha256": str(sha256)}:
                expected = bytes.fromhex(sha256)
                return {"infected": scan_sealed(content, expected, self.opener, self.scan)}
            case {"verb": "erase"}:
                return {"erased": erase_due(now=now)}
            case _:
                raise InvalidInputError("vault.not_understood")

    def _note(self, words: Mapping[str, object], error: DomainError, now: datetime) -> None:
        """Record a refused opening in a transaction of its own."""
        if words.get("verb") != "open":
            return
        with tenant_scope(UUID(str(words.get("office")))):
            record_refused(
                act_name="vault.refuse",
                target=str(words.get("request")),
                asking_id=UUID(str(words.get("asking"))),
                code=error.code,
                now=now,
            )


class _Handler(socketserver.StreamRequestHandler):
    timeout = READ_SECONDS  # type: ignore[mutable-override]  # the library reads it from the class

    @override
    def handle(self) -> None:
        server = self.server
        if not isinstance(server, VaultServer) or not server.may_ask(self.connection):
            return
        try:
            line = self.rfile.readline(MAX_LINE_BYTES)
            words = json.loads(line)
        except (OSError, ValueError, RecursionError):
            words = None
        known = words if isinstance(words, dict) else {}
        answer = server.vault.answer(known, now=server.vault.clock(), content=self._content(known))
        self.wfile.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")

    def _content(self, words: Mapping[str, object]) -> bytes:
        """Return the bytes that follow the line; none but for a scan, never more than announced."""
        try:
            size = int(str(words.get("size", "")))
            is_asked = words.get("verb") == "scan" and 0 < size <= MAX_SCANNED
            return self.rfile.read(size) if is_asked else b""
        except (OSError, ValueError):
            return b""


class VaultServer(socketserver.UnixStreamServer):
    """Answers one after another: openings are rare, and two at once are nobody's need."""

    def __init__(self, path: Path, vault: Vault, *, mode: int) -> None:
        path.unlink(missing_ok=True)
        super().__init__(str(path), _Handler)
        path.chmod(mode)
        self.vault = vault

    def may_ask(self, peer: socket.socket) -> bool:
        """Return whether the user at the other end is one of those named."""
        if not hasattr(socket, "SO_PEERCRED"):  # the folder's rights alone, where there is none
            return True
        found = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
        return _CREDENTIALS.unpack(found)[1] in {0, os.geteuid(), *self.vault.peers}

    @override
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a traceback could hold what was opened."""
