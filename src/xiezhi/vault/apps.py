"""Django application."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Vault."""

    name = "xiezhi.vault"
    label = "vault"
