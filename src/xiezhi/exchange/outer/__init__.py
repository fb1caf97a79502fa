"""Senders and receivers that need no leads: both zones have them.

Each module offers ``register()``, which names its handlers in ``exchange.services.registry``.
"""


def register() -> None:
    """Name every handler of this package."""
