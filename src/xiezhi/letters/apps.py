"""Django application."""

from django.apps import AppConfig
from typing_extensions import override


class LettersConfig(AppConfig):
    """Letters."""

    name = "xiezhi.letters"
    label = "letters"

    @override
    def ready(self) -> None:
        """Open the door to the matters below: reports of the pool; follow holidays entered later."""
        from xiezhi.accounts.rules.after_holidays import (  # noqa: PLC0415  # needs apps
            run_after_holidays,
        )
        from xiezhi.letters.selectors.reports import open_door  # noqa: PLC0415  # needs apps
        from xiezhi.letters.services.recounting import JOB  # noqa: PLC0415  # needs apps

        open_door()
        run_after_holidays(JOB)
