"""Rows of hand-overs."""

from typing import Any

from django.utils.translation import gettext as _

from xiezhi.exchange.models import ReceivedMatter, SentMatter
from xiezhi.exchange.rules.matters import (
    ANSWER_LABELS,
    CARRIED_LABELS,
    CarriedMatter,
    MatterAnswer,
)
from xiezhi.exchange.selectors.matters import first_sealed_at, is_on_its_way


def sent_row(matter: SentMatter) -> dict[str, Any]:
    """Return a matter that went out, with how far it got."""
    sealed_at = first_sealed_at(matter)
    return {
        "matter": matter,
        "label": _(CARRIED_LABELS[CarriedMatter(matter.carried)]),
        "answer": _(ANSWER_LABELS[MatterAnswer(matter.answer)]) if matter.answer else "",
        "sealed_at": sealed_at,
        "may_withdraw": matter.withdrawn_at is None
        and not matter.answer
        and not is_on_its_way(matter),
    }


def case_files(matter: ReceivedMatter) -> list[dict[str, str]]:
    """Return papers and evidence a case came with: what each is, its hash, whether a file came."""
    rows = [*matter.body.get("papers", ()), *matter.body.get("evidence", ())]
    return [
        {
            "title": f"{row['title']} {row.get('number') or ''}".strip(),
            "day": row.get("decided_on") or row.get("collected_on") or "",
            "sha256": row.get("original_sha256") or row.get("file") or "",
            "has_file": "yes" if row.get("file") else "",
        }
        for row in rows
    ]


def received_row(matter: ReceivedMatter) -> dict[str, Any]:
    """Return a matter that came in, with its answer."""
    return {
        "matter": matter,
        "label": _(CARRIED_LABELS[CarriedMatter(matter.carried)]),
        "title": matter.body.get("title", ""),
        "sender": matter.body.get("office_name", ""),
        "reference": matter.body.get("reference", ""),
        "answer": _(ANSWER_LABELS[MatterAnswer(matter.answer)]) if matter.answer else "",
    }
