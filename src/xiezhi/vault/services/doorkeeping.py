"""Keeping a public door open under a rush: work for whoever has a script, a slow lane for the rest."""

from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.db import IntegrityError, transaction

from xiezhi.infra.keys import installation_key
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.errors import InvalidInputError, NotAllowedError
from xiezhi.vault.models import SpentProof
from xiezhi.vault.rules.work import (
    QUIET_A_MINUTE,
    SLOW_A_MINUTE,
    VALID_FOR,
    Door,
    Task,
    bits_for,
    check_work,
    write_task,
)

_KEY: Final = "work"
_KEY_BYTES: Final = 32
_MINUTE: Final = timedelta(minutes=1)


def set_task(door: Door, *, now: datetime) -> tuple[str, int]:
    """Return a task for a door and its bits; nothing is kept of it."""
    task = Task(
        door=door,
        office=current_tenant(),
        nonce=uuid4(),
        bits=bits_for(_tries(door, now)),
        expires_at=now + VALID_FOR,
    )
    return write_task(task, _key()), task.bits


def pass_door(door: Door, *, task: str, solution: str, now: datetime) -> None:
    """Let a try through: with a task solved, else in the slow lane while it has room.

    Raises:
        InvalidInputError: the codes of `check_work`; ``vault.work_spent``: the solution was used.
        NotAllowedError: ``vault.slow_lane_full``: without a solution, and others were before.
    """
    if not solution:
        _pass_slowly(door, now)
        return
    solved = check_work(task, solution, key=_key(), door=door, office=current_tenant(), now=now)
    row = SpentProof(
        id=solved.nonce,
        action=door,
        is_proved=True,
        spent_at=_to_the_minute(now),
        expires_at=solved.expires_at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise InvalidInputError("vault.work_spent") from error


def is_rushed(door: Door, *, now: datetime) -> bool:
    """Return whether more come to a door than in a quiet hour: from then on it asks for work."""
    return _tries(door, now) >= QUIET_A_MINUTE


def note_try(door: Door, *, now: datetime) -> None:
    """Count a try that needed no work."""
    SpentProof.objects.create(
        id=uuid4(),
        action=door,
        is_proved=False,
        spent_at=_to_the_minute(now),
        expires_at=now + VALID_FOR,
    )


def forget_proofs(*, now: datetime) -> int:
    """Forget the tries of tasks that have expired; returns how many."""
    deleted, _ = SpentProof.objects.filter(expires_at__lt=now).delete()
    return deleted


def _pass_slowly(door: Door, now: datetime) -> None:
    tries = SpentProof.objects.filter(
        action=door, is_proved=False, spent_at__gte=_to_the_minute(now)
    )
    if tries.count() >= SLOW_A_MINUTE:
        raise NotAllowedError("vault.slow_lane_full")
    note_try(door, now=now)


def _tries(door: Door, now: datetime) -> int:
    since = _to_the_minute(now) - _MINUTE
    return SpentProof.objects.filter(action=door, spent_at__gte=since).count()


def _to_the_minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)


def _key() -> bytes:
    return installation_key(_KEY, size_bytes=_KEY_BYTES)
