"""Django application."""

from django.apps import AppConfig
from typing_extensions import override


class ProposalsConfig(AppConfig):
    """Proposals."""

    name = "xiezhi.proposals"
    label = "proposals"

    @override
    def ready(self) -> None:
        """Open the door to proposals for clocks, which lie below."""
        from xiezhi.proposals.selectors.clock_door import (  # noqa: PLC0415  # needs apps
            open_clock_door,
        )

        open_clock_door()
