"""Django application."""

from django.apps import AppConfig


class LeadsConfig(AppConfig):
    """Leads."""

    name = "xiezhi.leads"
    label = "leads"
