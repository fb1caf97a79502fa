"""Senders and receivers that need no leads: both zones have them.

Each module named here offers ``register()``, which names its handlers in
``exchange.services.registry``.
"""

from importlib import import_module
from typing import Final

MODULES: Final = (
    "acknowledgements",
    "home",
    "letters",
    "reports",
    "roster",
    "tasks",
    "unit_reports",
)


def register() -> None:
    """Name every handler of this package."""
    for name in MODULES:
        import_module(f"{__name__}.{name}").register()
