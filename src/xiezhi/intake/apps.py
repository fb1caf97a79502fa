"""Django application."""

from django.apps import AppConfig
from typing_extensions import override


class IntakeConfig(AppConfig):
    """Intake."""

    name = "xiezhi.intake"
    label = "intake"

    @override
    def ready(self) -> None:
        """Tell evidence, which lies below, which staged areas are unfinished entries."""
        from xiezhi.intake.selectors.draft_areas import open_door  # noqa: PLC0415  # needs apps

        open_door()
