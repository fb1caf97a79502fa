"""Django application."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Proposals."""

    name = "xiezhi.proposals"
    label = "proposals"
