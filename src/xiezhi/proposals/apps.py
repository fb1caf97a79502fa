"""Django application."""

from django.apps import AppConfig
from typing_extensions import override


class ProposalsConfig(AppConfig):
    """Proposals."""

    name = "xiezhi.proposals"
    label = "proposals"

    @override
    def ready(self) -> None:
        """Open the door to proposals for clocks, name whose interests cases ask about; both lie below."""
        from xiezhi.cases.selectors.interests import name_interests  # noqa: PLC0415  # needs apps
        from xiezhi.proposals.selectors.behind import interest_in  # noqa: PLC0415  # needs apps
        from xiezhi.proposals.selectors.clock_door import (  # noqa: PLC0415  # needs apps
            open_clock_door,
        )
        from xiezhi.proposals.services.clock_keeping import (  # noqa: PLC0415  # needs apps
            keep_clocks,
        )

        open_clock_door()
        keep_clocks()
        name_interests(interest_in)
