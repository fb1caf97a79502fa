"""The store of each office compared with its tables, told in lines. Needs Django."""

from datetime import datetime, timedelta

from xiezhi.accounts.selectors.offices import list_offices
from xiezhi.cli.messages import _
from xiezhi.evidence.selectors.kept import NamedFile
from xiezhi.evidence.services.housekeeping import (
    StoreState,
    clear_leftovers,
    compare_store,
    note_findings,
)
from xiezhi.infra.tenant import tenant_scope

_MOST_LINES = 50


def check_offices(
    *, older_than: timedelta, is_read: bool, is_removing: bool, now: datetime
) -> list[StoreState]:
    """Print what differs in each office and return it; remove leftovers, files only when told to."""
    states = []
    for office in list_offices():
        with tenant_scope(office.id):
            state = compare_store(now=now, older_than=older_than, is_read=is_read)
            removed = clear_leftovers(state=state, now=now, with_files=is_removing)
            note_findings(state=state, removed=removed, now=now)
        _print(office.slug, state, removed)
        states.append(state)
    return states


def _print(slug: str, state: StoreState, removed: int) -> None:
    for line in _lines(_("✗ {slug}：缺 {sha256}（{table} {row}）"), slug, state.missing):
        print(line)
    for line in _lines(_("✗ {slug}：不符 {sha256}（{table} {row}）"), slug, state.wrong):
        print(line)
    for file in state.nobodys[:_MOST_LINES]:
        print(_("· {slug}：没有登记 {sha256}").format(slug=slug, sha256=file.sha256.hex()))
    words = _(
        "{slug}：应有 {due} 个，缺 {missing} 个，不符 {wrong} 个；没有登记的 {nobodys} 个，"
        "已清除残留 {removed} 处。"
    )
    print(
        words.format(
            slug=slug,
            due=state.due,
            missing=len(state.missing),
            wrong=len(state.wrong),
            nobodys=len(state.nobodys),
            removed=removed,
        ),
        flush=True,
    )


def _lines(words: str, slug: str, files: tuple[NamedFile, ...]) -> list[str]:
    return [
        words.format(
            slug=slug,
            sha256=one.sha256.hex(),
            table=f"{one.column.model}.{one.column.field}",
            row=one.row_id,
        )
        for one in files[:_MOST_LINES]
    ]
