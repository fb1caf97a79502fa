"""An office's own law data for the length of a test."""

from collections.abc import Iterator
from contextlib import contextmanager

from xiezhi.law.book import add_texts


@contextmanager
def supplied(**texts: str) -> Iterator[None]:
    """Take in YAML texts by name, and give them back afterwards."""
    add_texts({f"{name}.yaml": text for name, text in texts.items()})
    try:
        yield
    finally:
        add_texts({})
