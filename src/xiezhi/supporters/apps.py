"""Django application."""

from django.apps import AppConfig


class SupportersConfig(AppConfig):
    """Supporters."""

    name = "xiezhi.supporters"
    label = "supporters"
