"""Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "xiezhi.accounts"
    label = "accounts"
