"""Django application."""

from django.apps import AppConfig
from typing_extensions import override


class CasesConfig(AppConfig):
    """Cases."""

    name = "xiezhi.cases"
    label = "cases"

    @override
    def ready(self) -> None:
        """Open the doors to cases for whoever lies below; keep letters and clocks."""
        from xiezhi.cases.selectors import (  # noqa: PLC0415  # needs apps
            clock_door,
            decision_door,
            letter_door,
            vault_door,
        )
        from xiezhi.cases.services.clock_keeping import keep_clocks  # noqa: PLC0415  # needs apps
        from xiezhi.cases.services.letter_keeping import keep_letters  # noqa: PLC0415  # needs apps

        letter_door.open_door()
        clock_door.open_door()
        decision_door.open_door()
        vault_door.open_vault_door()
        keep_letters()
        keep_clocks()
