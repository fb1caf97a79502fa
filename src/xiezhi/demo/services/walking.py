"""What the parts of a story's walk know of it."""

from typing import Protocol
from uuid import UUID

from xiezhi.demo.plan import Times
from xiezhi.demo.services.cast import Cast
from xiezhi.demo.stories import Story
from xiezhi.demo.studio import Studio
from xiezhi.kernel.actor import Actor


class Walk(Protocol):
    """A story on its way."""

    story: Story
    times: Times
    cast: Cast
    studio: Studio

    @property
    def report_id(self) -> UUID:
        """Return the report."""

    @property
    def lead_id(self) -> UUID:
        """Return the lead."""

    @property
    def handler(self) -> Actor:
        """Return the prosecutor in charge."""
