"""Senders and receivers that need leads: only imported where leads is installed.

Each module named here offers ``register()``, which names its handlers in
``exchange.services.registry``.
"""

from importlib import import_module
from typing import Final

MODULES: Final = ("cases", "filing", "letters", "tasks", "transfer")


def register() -> None:
    """Name every handler of this package."""
    for name in MODULES:
        import_module(f"{__name__}.{name}").register()
