"""Django application."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notifications."""

    name = "xiezhi.notifications"
    label = "notifications"
