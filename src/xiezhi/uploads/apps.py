"""Django application."""

from django.apps import AppConfig
from typing_extensions import override


class UploadsConfig(AppConfig):
    """Uploads."""

    name = "xiezhi.uploads"
    label = "uploads"

    @override
    def ready(self) -> None:
        """Tell evidence, which lies below, which staged areas are uploads."""
        from xiezhi.uploads.selectors.areas import open_door  # noqa: PLC0415  # needs apps

        open_door()
