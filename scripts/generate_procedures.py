"""Write docs/procedures/*.md from the transition tables; ``--check`` only compares."""

import sys
from pathlib import Path
from typing import Final

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


def main() -> int:
    """Write the pages, or say which differs."""
    path = FOLDER / "leads.md"
    text = render_leads()
    if "--check" in sys.argv:
        same = path.exists() and path.read_text(encoding="utf-8") == text
        print(
            "docs/procedures are current" if same else f"run scripts/generate_procedures.py: {path}"
        )
        return 0 if same else 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
