"""A step of the demo: something somebody does at an instant."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Step:
    """Something done at an instant, which it is told."""

    at: datetime
    do: Callable[[datetime], None]
