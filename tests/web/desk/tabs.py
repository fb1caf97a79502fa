"""What the tabs of a worklist say."""

from typing import Any


def counts(answer: Any) -> dict[str, Any]:
    """Return the tabs with something in them."""
    return {tab["label"]: tab["count"] for tab in answer.context["tabs"] if tab["count"]}
