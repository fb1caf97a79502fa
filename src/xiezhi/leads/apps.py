"""Django application."""

from django.apps import AppConfig
from typing_extensions import override


class LeadsConfig(AppConfig):
    """Leads."""

    name = "xiezhi.leads"
    label = "leads"

    @override
    def ready(self) -> None:
        """Open the doors to leads for whoever lies below; keep letters and clocks."""
        from xiezhi.leads.selectors.clocked import open_clock_door  # noqa: PLC0415  # needs apps
        from xiezhi.leads.selectors.decision_door import (  # noqa: PLC0415  # needs apps
            open_decision_door,
        )
        from xiezhi.leads.selectors.letter_door import open_door  # noqa: PLC0415  # needs apps
        from xiezhi.leads.selectors.vault_door import (  # noqa: PLC0415  # needs apps
            open_vault_door,
        )
        from xiezhi.leads.services.clock_keeping import keep_clocks  # noqa: PLC0415  # needs apps
        from xiezhi.leads.services.letter_keeping import keep_letters  # noqa: PLC0415  # needs apps

        open_clock_door()
        open_decision_door()
        open_door()
        open_vault_door()
        keep_letters()
        keep_clocks()
