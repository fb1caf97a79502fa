"""Towns of the office's area."""

from xiezhi.accounts.models import Town


def find_town(name: str) -> Town | None:
    """Return the town of a name, or None."""
    return Town.objects.filter(name=name).first() if name else None


def list_towns() -> list[Town]:
    """Return the towns in the office's own order."""
    return list(Town.objects.order_by("position", "name"))
