"""Does the time of an answer tell a receipt that is wrong from one that is none, or nearly right?

Run: ``python -m benchmarks.receipt_timing [tries]``. Real PostgreSQL, the pages as they are, through
Django's client: a well-formed code nobody has, a text that is no code, a code of another office, and
a right one (which may take longer: it answers with a redirect, and says so in words anyway).
Each kind in turn, so that a noisy machine disturbs all alike; every try with its work done first.
"""

import json
import os
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from benchmarks.bench import scratch

TRIES = 300
KINDS = ("well formed", "no code at all", "another office", "overlong")


def main() -> None:
    """Measure and print as JSON."""
    tries = int(sys.argv[1]) if len(sys.argv) > 1 else TRIES
    with scratch() as place:
        os.environ["DATABASE_URL"] = place.urls.owner
        import django

        django.setup()
        times = _measure(tries)
    means = {kind: statistics.fmean(found) * 1000 for kind, found in times.items()}
    medians = {kind: statistics.median(found) * 1000 for kind, found in times.items()}
    print(
        json.dumps(
            {
                "tries_of_each": tries,
                "mean_ms": {kind: round(value, 2) for kind, value in means.items()},
                "median_ms": {kind: round(value, 2) for kind, value in medians.items()},
                "means_apart_ms": round(max(means.values()) - min(means.values()), 2),
            },
            ensure_ascii=False,
            indent=2,
        )
    )


def _measure(tries: int) -> dict[str, list[float]]:
    office = _opened()
    ask = _asker(office)
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for kind in KINDS:
        ask(_code(kind))
    for _ in range(tries):
        for kind in KINDS:
            times[kind].append(ask(_code(kind)))
    return times


def _opened() -> Any:
    from xiezhi.accounts.services.offices import open_office
    from xiezhi.kernel.clock import now
    from xiezhi.vault.rules.sealing import new_key_pair

    return open_office(
        slug="bench",
        name="基准人民检察院",
        short_name="基准",
        public_number=1,
        identity_public_key=new_key_pair().public_key,
        is_default=True,
        now=now(),
    )


def _asker(office: Any) -> Callable[[str], float]:
    from django.test import Client

    from xiezhi.infra.tenant import tenant_scope
    from xiezhi.kernel import clock
    from xiezhi.vault.models import SpentProof
    from xiezhi.vault.rules.work import Door, solve
    from xiezhi.vault.services.doorkeeping import set_task

    def ask(code: str) -> float:
        with tenant_scope(office.id):
            SpentProof.objects.all().delete()  # the rush of a benchmark makes no task harder
            task, bits = set_task(Door.RECEIPT, now=clock.now())
        given = {"code": code, "work_task": task, "work_solution": solve(task, bits)}
        client = Client(headers={"host": "localhost"})
        started = time.perf_counter()
        answer = client.post("/status/", given)
        taken = time.perf_counter() - started
        assert answer.status_code == HTTPStatus.BAD_REQUEST, answer.status_code
        return taken

    return ask


def _code(kind: str) -> str:
    from xiezhi.vault.rules.receipts import make_receipt

    match kind:
        case "well formed":
            return make_receipt(1).digits
        case "another office":
            return make_receipt(99).digits
        case "overlong":
            return make_receipt(1).digits * 2
        case _:
            return uuid.uuid4().hex[:28]


if __name__ == "__main__":
    main()
