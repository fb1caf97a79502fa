"""The reporting capability as Django sees it."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Names the app."""

    name = "xiezhi.reporting"
    label = "reporting"
