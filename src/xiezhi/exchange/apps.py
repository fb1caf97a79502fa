"""Django application."""

from importlib import import_module

from django.apps import AppConfig, apps
from typing_extensions import override


class ExchangeConfig(AppConfig):
    """Exchange. What needs leads is loaded only where leads is installed."""

    name = "xiezhi.exchange"
    label = "exchange"

    @override
    def ready(self) -> None:
        import_module("xiezhi.exchange.outer").register()
        if apps.is_installed("xiezhi.leads"):
            import_module("xiezhi.exchange.inner").register()
