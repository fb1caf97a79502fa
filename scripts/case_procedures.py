"""The pages of the procedures of cases, drawn from their tables; written by `generate_procedures.py`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from xiezhi.cases.rules.clocks import SERVICE_RULES, SERVICE_STARTS, VOIDS, kept_by, starts_of
from xiezhi.cases.rules.deciders import deciders_of
from xiezhi.cases.rules.facts import LONGEST_URGENT_DAYS, CaseFacts
from xiezhi.cases.rules.grounds import ClosingGround, Finding, NotPerformed, SuspensionCondition
from xiezhi.cases.rules.kinds import DECIDER_LABELS, KIND_LABELS, CaseKind, Decider
from xiezhi.cases.rules.papers import PAPER_LABELS
from xiezhi.cases.rules.procedure import TABLES
from xiezhi.cases.rules.states import ENDED, EVENT_LABELS, OPEN, STATE_LABELS, CaseState
from xiezhi.cases.rules.table import CaseRow

_HEAD: Final = """# Procedure of a case: {label}

Generated from `xiezhi.cases.rules.procedure.TABLES` by `scripts/generate_procedures.py`; do not edit. The
database repeats the table: `cases/sql/004_lawful_moves.sql`. The reply of an organ is no state: replied,
measures taken and effect verified are three lamps beside it.
"""
LAW_DAY: Final = date(2026, 1, 1)
"""The pages show who decides under the law of this day."""
_GOOD: Final = CaseFacts(
    has_main_party=True,
    is_interest_harmed=True,
    is_duty_neglected=True,
    is_filing_served=True,
    evidence=1,
    has_rectification_due=True,
    has_objection_days=True,
    is_rectification_over=True,
    is_announcement_over=True,
    visits=1,
    finding=Finding.PART,
    not_performed=frozenset({NotPerformed.REPLY_ONLY}),
    ground=ClosingGround.OTHER,
    conditions=frozenset(SuspensionCondition),
    has_own_suggestion=True,
    urgent_reply_days=15,
    is_urgency_explained=True,
    may_sue=True,
    is_about_martyrs=True,
    has_criminal_case=True,
    was_urged=True,
    is_appeal_running=True,
    is_appeal_over=True,
)


def case_pages() -> dict[str, str]:
    """Return the page of each kind of case by its file name."""
    return {f"cases-{kind.value}.md": _page(kind) for kind in CaseKind}


def _page(kind: CaseKind) -> str:
    head = _HEAD.format(label=KIND_LABELS[kind])
    return "\n".join([head, *_diagram(kind), "", *_states(kind), "", *_steps(kind), "", *_limits(kind), ""])  # fmt: skip


def _known(kind: CaseKind) -> list[CaseState]:
    seen = {state for row in TABLES[kind] for state in (row.source, row.target)}
    return [state for state in CaseState if state in seen]


def _diagram(kind: CaseKind) -> Iterator[str]:
    yield from ("```mermaid", "stateDiagram-v2")
    for state in _known(kind):
        yield f'    state "{STATE_LABELS[state]}" as {state.value}'
    yield f"    [*] --> {CaseState.PROPOSED.value}: 立案登记"
    for row in TABLES[kind]:
        yield f"    {row.source.value} --> {row.target.value}: {EVENT_LABELS[row.event]}"
    for state in _known(kind):
        if state in ENDED:
            yield f"    {state.value} --> [*]"
    yield "```"


def _states(kind: CaseKind) -> Iterator[str]:
    yield from ("| state | shown as | open |", "|---|---|---|")
    for state in _known(kind):
        yield f"| `{state.value}` | {STATE_LABELS[state]} | {'yes' if state in OPEN else 'no'} |"


def _steps(kind: CaseKind) -> Iterator[str]:
    yield "| from | event | to | basis | paper | decided by | refused with |"
    yield "|---|---|---|---|---|---|---|"
    for row in TABLES[kind]:
        event = f"`{row.event.value}` {EVENT_LABELS[row.event]}"
        papers = "、".join(PAPER_LABELS[paper] for paper in row.papers)
        cells = (
            STATE_LABELS[row.source],
            event,
            STATE_LABELS[row.target],
            row.basis,
            papers,
            _deciders(row),
            _refusals(row),
        )
        yield f"| {' | '.join(cells)} |"


def _deciders(row: CaseRow) -> str:
    deciders = deciders_of(row, LAW_DAY)
    if Decider.PROSECUTOR in deciders:
        return "承办检察官以上"
    return "、".join(DECIDER_LABELS[one] for one in Decider if one in deciders)


def _refusals(row: CaseRow) -> str:
    """Name the codes a guard can refuse with, found by taking one good fact after the other away."""
    if row.guard is None:
        return ""
    grounds = (ClosingGround.OTHER, ClosingGround.RECTIFIED, ClosingGround.ADOPTED, ClosingGround.OTHERS_SUE)  # fmt: skip
    asked = (
        spoilt
        for finding in (Finding.PART, Finding.ALL)
        for ground in grounds
        for spoilt in _spoilt(replace(_GOOD, finding=finding, ground=ground))
    )
    codes = {row.guard(facts) for facts in asked} - {""}
    return ", ".join(f"`{code}`" for code in sorted(codes))


def _spoilt(good: CaseFacts) -> Iterator[CaseFacts]:
    yield good
    for name in CaseFacts.__dataclass_fields__:
        value = getattr(CaseFacts(), name)
        if getattr(good, name) != value:
            yield replace(good, **{name: value})
    yield replace(good, lone_evidence=1)
    yield replace(good, is_area_open=False)
    yield replace(good, has_supported=True)
    yield replace(good, was_appealed=True)
    yield replace(good, has_own_appeal=True)
    yield replace(good, urgent_reply_days=LONGEST_URGENT_DAYS + 1)


def _limits(kind: CaseKind) -> Iterator[str]:
    yield from ("| step | starts | meets | voids |", "|---|---|---|---|")
    running = _running(kind)
    for row in TABLES[kind]:
        started = ", ".join(
            f"`{start.rule.value}` ({start.trigger.value})"
            for start in starts_of(kind, row.source, row.event)
        )
        met = _keys(kept_by(row.source, row.event)[0] & running)
        void = _keys(VOIDS.get(row.event, frozenset()) & running)
        if started or met or void:
            source = STATE_LABELS[row.source]
            yield f"| {source} · {EVENT_LABELS[row.event]} | {started} | {met} | {void} |"
    papers = {paper for row in TABLES[kind] for paper in row.papers}
    for paper in sorted(papers & {*SERVICE_RULES, *SERVICE_STARTS}):
        begun = f"`{SERVICE_STARTS[paper].value}` (served)" if paper in SERVICE_STARTS else ""
        kept = f"`{SERVICE_RULES[paper].value}`" if paper in SERVICE_RULES else ""
        yield f"| 送达{PAPER_LABELS[paper]} | {begun} | {kept} |  |"


def _running(kind: CaseKind) -> frozenset[str]:
    started = {one.rule for row in TABLES[kind] for one in starts_of(kind, row.source, row.event)}
    papers = {paper for row in TABLES[kind] for paper in row.papers}
    return frozenset(started | {rule for paper, rule in SERVICE_STARTS.items() if paper in papers})


def _keys(rules: frozenset[str]) -> str:
    return ", ".join(f"`{rule}`" for rule in sorted(str(one) for one in rules))
