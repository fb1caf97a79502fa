"""线索台账 of 100,000 rows as a spreadsheet: time and peak memory, beside the same rows written bare.

Run: ``python -m benchmarks.ledger_export [rows]``. Each way runs in a process of its own, so that
its peak memory is its own. The floors, over the same rows of the same database in the same run:
openpyxl's write-only sheet without any formatting, and a plain CSV.
"""

import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

import psycopg

from benchmarks.bench import scratch

ROWS = 100_000
WAYS = ("product", "openpyxl", "csv")


def main() -> None:
    """Measure and print as JSON."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    result: dict[str, Any] = {"rows": rows}
    with scratch() as place:
        import django

        django.setup()
        from benchmarks.worklist import _office, _seed

        office, _ = _office()
        _seed(place.urls.owner, str(office.id), 0, rows)
        with psycopg.connect(place.urls.owner, autocommit=True) as connection:
            connection.execute("ANALYZE")
        for way in WAYS:
            result[way] = _measured(way)
    for floor in WAYS[1:]:
        result[f"product : {floor}"] = round(
            result["product"]["seconds"] / result[floor]["seconds"], 2
        )
    print(json.dumps(result, indent=2, ensure_ascii=False))


def _measured(way: str) -> dict[str, Any]:
    """Run one way in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.ledger_export", "--way", way]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, Any] = json.loads(found.stdout.splitlines()[-1])
    return measured


def one_way(way: str) -> None:
    """Write the ledger one way and print what it took."""
    import django

    django.setup()
    from xiezhi.accounts.selectors.offices import list_offices
    from xiezhi.infra.tenant import tenant_scope

    office = next(iter(list_offices()))
    # What is loaded once for all exports is no part of one.
    import_module("xiezhi.documents.xlsx")
    import_module("xiezhi.web.ledgers.tables")
    before = _peak_kb()
    with tempfile.TemporaryFile() as target, tenant_scope(office.id):
        start = time.perf_counter()
        count = _WRITERS[way](target, office)
        seconds = time.perf_counter() - start
        size = target.seek(0, 2)
    peak = _peak_kb()
    print(
        json.dumps(
            {
                "rows": count,
                "seconds": round(seconds, 2),
                "rows_a_second": round(count / seconds),
                "peak_mb": round(peak / 1024),
                "peak_over_start_mb": round((peak - before) / 1024),
                "file_mb": round(size / 1024 / 1024, 1),
            }
        )
    )


def _peak_kb() -> int:
    """The high-water mark of this process alone; getrusage would begin with its parent's."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    line = next(one for one in status.splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1])


def _rows(office: Any) -> Iterator[list[Any]]:
    """The cells of the ledger, as every way writes them."""
    from xiezhi.kernel.actor import system_actor
    from xiezhi.leads.selectors.ledgers import LedgerFilter
    from xiezhi.reporting.rules.column_sets import usual_columns
    from xiezhi.reporting.rules.ledgers import LedgerKind
    from xiezhi.web.ledgers.tables import ledger_rows

    kind = LedgerKind.LEADS
    asked = LedgerFilter(today=date(2026, 12, 31))
    return ledger_rows(system_actor(office.id), kind, asked, usual_columns(kind))


def _product(target: BinaryIO, office: Any) -> int:
    from xiezhi.documents.xlsx import write_xlsx
    from xiezhi.kernel.actor import system_actor
    from xiezhi.kernel.clock import now
    from xiezhi.leads.selectors.ledgers import LedgerFilter
    from xiezhi.reporting.rules.column_sets import usual_columns
    from xiezhi.reporting.rules.ledgers import LedgerKind
    from xiezhi.web.ledgers.tables import LedgerCopy, ledger_table

    made = LedgerCopy(
        office=office,
        kind=LedgerKind.LEADS,
        asked=LedgerFilter(today=date(2026, 12, 31)),
        columns=usual_columns(LedgerKind.LEADS),
        copy_code="BENCH",
    )
    return write_xlsx(ledger_table(made, acting=system_actor(office.id), now=now()), target)


def _openpyxl(target: BinaryIO, office: Any) -> int:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    count = 0
    for row in _rows(office):
        sheet.append(row)
        count += 1
    book.save(target)
    return count


def _csv(target: BinaryIO, office: Any) -> int:
    import io

    text = io.TextIOWrapper(target, encoding="utf-8", newline="")
    writer = csv.writer(text)
    count = 0
    for row in _rows(office):
        writer.writerow(row)
        count += 1
    text.flush()
    text.detach()
    return count


_WRITERS: dict[str, Callable[[BinaryIO, Any], int]] = {
    "product": _product,
    "openpyxl": _openpyxl,
    "csv": _csv,
}

if __name__ == "__main__":
    if sys.argv[1:2] == ["--way"]:
        one_way(sys.argv[2])
    else:
        main()
