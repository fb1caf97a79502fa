"""Django application."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Demo."""

    name = "xiezhi.demo"
    label = "demo"
