"""Proof of work before a public door: a small sum for one telephone, a large one for a flood.

A task is a text signed by the installation: for which door, of which office, how hard, until when.
Whoever finds a number such that SHA-256 of task and number begins with enough zero bits has done
the work. Nothing is kept until a solution comes; a solution is spent once.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from xiezhi.kernel.errors import InvalidInputError

VALID_FOR: Final = timedelta(minutes=10)
LEAST_BITS: Final = 12
MOST_BITS: Final = 17
"""About three seconds on a cheap telephone."""
QUIET_A_MINUTE: Final = 20
SLOW_A_MINUTE: Final = 6
"""Tries a minute, of a whole office, that need no solution: for phones without scripts."""
MAX_TEXT: Final = 400
MAX_NUMBER: Final = 2**40


class Door(StrEnum):
    """What the work is done for."""

    RECEIPT = "receipt"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task.

    Attributes:
        nonce: tells it from every other; the name under which it is spent.
        bits: how many zero bits the digest must begin with.
    """

    door: Door
    office: UUID
    nonce: UUID
    bits: int
    expires_at: datetime


def bits_for(tries_last_minute: int) -> int:
    """Return how hard a task is: one bit more, twice the work, each time the rush doubles."""
    bits, rush = LEAST_BITS, tries_last_minute
    while rush > QUIET_A_MINUTE and bits < MOST_BITS:
        rush, bits = rush // 2, bits + 1
    return bits


def write_task(task: Task, key: bytes) -> str:
    """Return the task as a signed text."""
    body = json.dumps(
        {
            "door": task.door,
            "office": task.office.hex,
            "nonce": task.nonce.hex,
            "bits": task.bits,
            "until": int(task.expires_at.timestamp()),
        },
        separators=(",", ":"),
    ).encode()
    return f"{_text(body)}.{_text(_signature(body, key))}"


def check_work(
    text: str, number: str, *, key: bytes, door: Door, office: UUID, now: datetime
) -> Task:
    """Return the task that was solved.

    Raises:
        InvalidInputError: ``vault.work_unreadable`` (not ours, or altered), ``vault.work_elsewhere``
            (of another door or office), ``vault.work_expired``, ``vault.work_not_done``.
    """
    task = _read(text, key)
    if (task.door, task.office) != (door, office):
        raise InvalidInputError("vault.work_elsewhere")
    if now >= task.expires_at:
        raise InvalidInputError("vault.work_expired")
    if not _is_number(number) or zero_bits(f"{text}:{number}") < task.bits:
        raise InvalidInputError("vault.work_not_done")
    return task


def zero_bits(text: str) -> int:
    """Return with how many zero bits the digest of a text begins."""
    digest = hashlib.sha256(text.encode()).digest()
    return 8 * len(digest) - int.from_bytes(digest).bit_length()


def solve(text: str, bits: int) -> str:
    """Return a number that does the work, as the script on the telephone finds it."""
    number = 0
    while zero_bits(f"{text}:{number}") < bits:
        number += 1
    return str(number)


def _read(text: str, key: bytes) -> Task:
    if len(text) > MAX_TEXT or not text.isascii():
        raise InvalidInputError("vault.work_unreadable")
    head, _, tail = text.partition(".")
    try:
        body, signature = _bytes(head), _bytes(tail)
        if not hmac.compare_digest(signature, _signature(body, key)):
            raise InvalidInputError("vault.work_unreadable")
        found = json.loads(body)
        return Task(
            door=Door(found["door"]),
            office=UUID(found["office"]),
            nonce=UUID(found["nonce"]),
            bits=int(found["bits"]),
            expires_at=datetime.fromtimestamp(found["until"], UTC),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInputError("vault.work_unreadable") from error


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 14 and int(text) < MAX_NUMBER  # noqa: PLR2004


def _signature(body: bytes, key: bytes) -> bytes:
    return hmac.digest(key, b"xiezhi work\n" + body, "sha256")


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
