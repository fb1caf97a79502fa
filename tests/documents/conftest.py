"""One table for every document test."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

import pytest

from xiezhi.documents.table import Cell, Column, ColumnKind, Table

COLUMNS = (
    Column(heading="编号", width=10),
    Column(heading="收到日期", width=12, kind=ColumnKind.DATE),
    Column(heading="摘要", width=40),
    Column(heading="剩余天数", width=8, kind=ColumnKind.NUMBER),
)
TableMaker = Callable[[Iterable[Sequence[Cell]]], Table]


@pytest.fixture
def make_table() -> TableMaker:
    def make(rows: Iterable[Sequence[Cell]]) -> Table:
        return Table(
            title="公益诉讼线索台账",
            office="达拉特旗人民检察院",
            prepared_by="检察官助理03",
            prepared_at=datetime(2026, 7, 1, 1, 30, tzinfo=UTC),
            period="2026年1月1日至6月30日",
            columns=COLUMNS,
            rows=rows,
        )

    return make
