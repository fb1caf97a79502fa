"""Django application."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Intake."""

    name = "xiezhi.intake"
    label = "intake"
