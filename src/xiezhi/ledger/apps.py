"""Django application."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Ledger."""

    name = "xiezhi.ledger"
    label = "ledger"
