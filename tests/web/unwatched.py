"""Pages asked for by the thousand, of which only the answer is looked at."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.template import Template


@contextmanager
def templates_unwatched() -> Iterator[None]:
    """Let templates render as in the product: Django's test client copies each one's context."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Template, "_render", lambda template, context: template.nodelist.render(context)
        )
        yield
