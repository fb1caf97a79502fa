"""Write docs/procedures/*.md from the transition tables; ``--check`` only compares."""

import sys
from pathlib import Path
from typing import Final

from scripts.case_procedures import case_pages
from xiezhi.leads.rules.procedure import (
    ENDED,
    EVENT_LABELS,
    OPEN,
    STATE_LABELS,
    TRANSITIONS,
    LeadFacts,
    LeadState,
    Row,
)
from xiezhi.letters.rules import procedure as letters

FOLDER: Final = Path(__file__).resolve().parent.parent / "docs" / "procedures"
HEAD: Final = """# Procedure of a lead (线索)

Generated from `xiezhi.leads.rules.procedure.TRANSITIONS` by `scripts/generate_procedures.py`; do not
edit. The database repeats the table: `leads/sql/002_lawful_moves.sql`.
"""


def render_leads() -> str:
    """Return the page of the lead procedure."""
    return "\n".join([HEAD, *_diagram(), "", *_states(), "", *_steps(), ""])


def _diagram() -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{STATE_LABELS[state]}" as {state.value}' for state in LeadState]
    lines.append(f"    [*] --> {LeadState.REGISTERED.value}: 线索登记")
    lines += [
        f"    {row.source.value} --> {row.target.value}: {EVENT_LABELS[row.event]}"
        for row in TRANSITIONS
    ]
    ended = [state for state in LeadState if state in ENDED]
    lines += [f"    {state.value} --> [*]" for state in ended]
    return [*lines, "```"]


def _states() -> list[str]:
    lines = ["| state | shown as | open |", "|---|---|---|"]
    lines += [
        f"| `{state.value}` | {STATE_LABELS[state]} | {'yes' if state in OPEN else 'no'} |"
        for state in LeadState
    ]
    return lines


def _steps() -> list[str]:
    lines = ["| from | event | to | basis | refused with |", "|---|---|---|---|---|"]
    lines += [
        f"| {STATE_LABELS[row.source]} | `{row.event.value}` {EVENT_LABELS[row.event]} "
        f"| {STATE_LABELS[row.target]} | {row.basis} | {_conditions(row)} |"
        for row in TRANSITIONS
    ]
    return lines


def _conditions(row: Row) -> str:
    """Name the codes a guard can refuse with, found by asking it about facts that lack one thing."""
    if row.guard is None:
        return ""
    lacking = (
        LeadFacts(),
        LeadFacts(has_assessment=True),
        LeadFacts(has_assessment=True, has_decider=True),
        LeadFacts(has_assessment=True, has_decider=True, is_public_interest=True),
        LeadFacts(has_assessment=True, has_decider=True, open_duties=1),
    )
    codes = [row.guard(facts) for facts in lacking]
    return ", ".join(dict.fromkeys(f"`{code}`" for code in codes if code))


LETTERS_HEAD: Final = """# Procedure of a letter (函件)

Generated from `xiezhi.letters.rules.procedure.TRANSITIONS` by `scripts/generate_procedures.py`; do not
edit. The database repeats the table: `letters/sql/002_lawful_moves.sql`.
"""
_LACKING: Final = (
    letters.LetterFacts(),
    letters.LetterFacts(checker_is_writer=True),
    letters.LetterFacts(has_issuer=True),
    letters.LetterFacts(has_issuer=True, has_sealed_letter=True),
)


def render_letters() -> str:
    """Return the page of a letter's procedure."""
    labels, events = letters.STATE_LABELS, letters.EVENT_LABELS
    diagram = ["```mermaid", "stateDiagram-v2"]
    diagram += [f'    state "{labels[state]}" as {state.value}' for state in letters.LetterState]
    diagram.append(f"    [*] --> {letters.LetterState.DRAFT.value}: 拟稿")
    diagram += [
        f"    {row.source.value} --> {row.target.value}: {events[row.event]}"
        for row in letters.TRANSITIONS
    ]
    steps = ["| from | event | to | basis | refused with |", "|---|---|---|---|---|"]
    steps += [
        f"| {labels[row.source]} | `{row.event.value}` {events[row.event]} "
        f"| {labels[row.target]} | {row.basis} | {_codes(row)} |"
        for row in letters.TRANSITIONS
    ]
    return "\n".join([LETTERS_HEAD, *diagram, "```", "", *steps, ""])


def _codes(row: letters.Row) -> str:
    if row.guard is None:
        return ""
    codes = [row.guard(facts) for facts in _LACKING]
    return ", ".join(dict.fromkeys(f"`{code}`" for code in codes if code))


def main() -> int:
    """Write the pages, or say which differ."""
    pages = {FOLDER / "leads.md": render_leads(), FOLDER / "letters.md": render_letters()}
    pages |= {FOLDER / name: text for name, text in case_pages().items()}
    if "--check" in sys.argv:
        stale = [path for path, text in pages.items() if not _is_current(path, text)]
        for path in stale:
            print(f"run `python -m scripts.generate_procedures`: {path}")
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8")
    return 0


def _is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
