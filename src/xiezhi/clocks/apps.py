"""Django application."""

from django.apps import AppConfig
from typing_extensions import override


class ClocksConfig(AppConfig):
    """Clocks."""

    name = "xiezhi.clocks"
    label = "clocks"

    @override
    def ready(self) -> None:
        """Have provisional last days counted anew when an office entered holidays."""
        from xiezhi.accounts.rules.after_holidays import (  # noqa: PLC0415  # needs apps
            run_after_holidays,
        )
        from xiezhi.clocks.services.recounting import JOB  # noqa: PLC0415  # needs apps

        run_after_holidays(JOB)
