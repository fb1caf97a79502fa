"""Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Web."""

    name = "xiezhi.web"
    label = "web"
