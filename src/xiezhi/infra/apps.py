"""Django application."""

from django.apps import AppConfig


class InfraConfig(AppConfig):
    """Plumbing."""

    name = "xiezhi.infra"
    label = "infra"
