"""Senders and receivers that need leads: only imported where leads is installed.

Each module offers ``register()``, which names its handlers in ``exchange.services.registry``.
"""


def register() -> None:
    """Name every handler of this package."""
