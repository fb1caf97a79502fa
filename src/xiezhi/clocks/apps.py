"""Django application."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    """Clocks."""

    name = "xiezhi.clocks"
    label = "clocks"
