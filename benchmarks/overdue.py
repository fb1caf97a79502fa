"""The hourly sweep and the lists of what is due, over 100,000 open clocks.

Run: ``python -m benchmarks.overdue [clocks]``. The floors, over the same rows of the same database
in the same run: a plain SQL count of the overdue clocks, and the same count by reading every row.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

import psycopg

from benchmarks.bench import scratch

CLOCKS = 100_000
RUNS = 9

SEED = """
WITH staff AS (
    SELECT id, department_id, row_number() OVER (ORDER BY label) - 1 AS place
    FROM accounts_staffmember WHERE procuratorate_id = %(office)s
)
INSERT INTO clocks_clock (
    id, procuratorate_id, matter_kind, matter_id, matter_label, matter_title, handler_id,
    department_id, rule_key, kind, length, unit, basis, variant, law_day, trigger_on, due_on,
    is_provisional, is_paused
)
SELECT
    gen_random_uuid(), %(office)s::uuid, (ARRAY['lead', 'case', 'proposal'])[1 + number %% 3],
    gen_random_uuid(), '线索 2026-' || number, '第' || number || '条：消防水鹤损毁', staff.id,
    staff.department_id, 'lead_assessment', 'own', 15, 'day', '本院设定', '', current_date - 90,
    current_date - 90, current_date + (number * 7 %% 120)::int - 30, false, false
FROM generate_series(1, %(clocks)s::int) AS number
JOIN staff ON staff.place = number %% 40
"""
OVERDUE = (
    "SELECT count(*) FROM clocks_clock WHERE procuratorate_id = %s AND due_on < current_date"
    " AND met_on IS NULL AND void_on IS NULL AND NOT is_paused"
)


def main() -> None:
    """Measure and print as JSON."""
    clocks = int(sys.argv[1]) if len(sys.argv) > 1 else CLOCKS
    with scratch() as place:
        import django

        django.setup()
        from benchmarks.worklist import _office

        office, _ = _office()
        with psycopg.connect(place.urls.owner) as owner:
            owner.execute("SELECT set_config('app.tenant', %s, true)", [str(office.id)])
            owner.execute(SEED, {"office": office.id, "clocks": clocks})
        with psycopg.connect(place.urls.owner, autocommit=True) as owner:
            owner.execute("VACUUM ANALYZE clocks_clock")
        result = {"clocks": clocks} | _floors(place.urls.app, office.id) | _product(office.id)
    for name in ("run_with_nothing_new_ms", "tabs_of_the_office_ms"):
        result[f"{name[:-3]} : index count"] = round(result[name] / result["index_count_ms"], 2)
    print(json.dumps(result, indent=2, ensure_ascii=False))


def _product(office_id: UUID) -> dict[str, Any]:
    """Measure what the application does."""
    from xiezhi.accounts.models import StaffMember
    from xiezhi.clocks.rules.dues import DueScope, DueTab
    from xiezhi.clocks.selectors.dues import DueFilter, count_dues, list_dues
    from xiezhi.clocks.selectors.running import clocks_to_ring
    from xiezhi.clocks.services.alarms import _mark_rung, send_deadline_alarms
    from xiezhi.infra.tenant import tenant_scope
    from xiezhi.kernel.actor import Actor, ActorKind, system_actor
    from xiezhi.kernel.clock import legal_day, now

    moment = now()
    today = legal_day(moment)
    acting = system_actor(office_id)
    with tenant_scope(office_id):
        member = StaffMember.objects.order_by("label")[0]
        chief = Actor(
            kind=ActorKind.STAFF,
            procuratorate_id=office_id,
            id=member.id,
            label=member.label,
            roles=frozenset({"chief_procurator"}),
            department_id=member.department_id,
        )
        started = time.perf_counter()
        ringing = clocks_to_ring(today)
        first = time.perf_counter() - started
        started = time.perf_counter()
        _mark_rung(ringing, today)
        marking = time.perf_counter() - started
        overdue = DueFilter(scope=DueScope.OFFICE, tab=DueTab.OVERDUE)
        return {
            "clocks_in_a_stage": len(ringing),
            "first_sweep_ms": round(first * 1000, 1),
            "marking_ms": round(marking * 1000, 1),
            "run_with_nothing_new_ms": _median(
                lambda: send_deadline_alarms(acting=acting, now=moment)
            ),
            "tabs_of_the_office_ms": _median(lambda: count_dues(chief, DueScope.OFFICE, today)),
            "tabs_of_a_handler_ms": _median(lambda: count_dues(chief, DueScope.MINE, today)),
            "first_page_of_overdue_ms": _median(lambda: list_dues(chief, overdue, today)),
        }


def _floors(app_url: str, office_id: UUID) -> dict[str, Any]:
    """Measure the plain counts, as the role of the application."""
    with psycopg.connect(app_url) as connection:
        connection.execute("SELECT set_config('app.tenant', %s, true)", [str(office_id)])
        row = connection.execute(OVERDUE, [office_id]).fetchone()
        counted = _median(lambda: connection.execute(OVERDUE, [office_id]).fetchone())
        connection.execute("SET LOCAL enable_indexscan = off")
        connection.execute("SET LOCAL enable_indexonlyscan = off")
        connection.execute("SET LOCAL enable_bitmapscan = off")
        scanned = _median(lambda: connection.execute(OVERDUE, [office_id]).fetchone())
    return {
        "overdue": 0 if row is None else row[0],
        "index_count_ms": counted,
        "whole_scan_ms": scanned,
    }


def _median(run: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return round(statistics.median(times) * 1000, 1)


if __name__ == "__main__":
    main()
