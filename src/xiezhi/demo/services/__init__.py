"""Loading the demonstration through the same services people use; each zone has its own."""

from collections.abc import Iterator
from datetime import datetime
from importlib import import_module

from django.conf import settings

_OUTER = "outer"


def load_demo(now: datetime, **choice: object) -> None:
    """Load the demo of this zone; what is there already stays as it is.

    Raises:
        NotAllowedError: ``demo.not_a_demo``.
    """
    import_module(_module()).load_demo(now, **choice)


def is_loaded() -> bool:
    """Return whether every office of the demo is there and filled."""
    return bool(import_module(_module()).is_loaded())


def demo_sign_ins() -> Iterator[str]:
    """Yield printable lines with the demo's sign-ins."""
    lines: Iterator[str] = import_module("xiezhi.demo.services.sign_ins").demo_sign_ins()
    return lines


def _module() -> str:
    """Return the loader: the outer zone has no leads, so the other must not even be imported."""
    name = "outside" if settings.XIEZHI_ZONE == _OUTER else "loading"
    return f"xiezhi.demo.services.{name}"
