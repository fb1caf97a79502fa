"""Django application."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Partners."""

    name = "xiezhi.partners"
    label = "partners"
