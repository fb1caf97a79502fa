"""Django application."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """本院制度."""

    name = "xiezhi.house"
    label = "house"
