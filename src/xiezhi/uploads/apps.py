"""Django application."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Uploads."""

    name = "xiezhi.uploads"
    label = "uploads"
