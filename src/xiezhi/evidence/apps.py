"""Django application."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Evidence."""

    name = "xiezhi.evidence"
    label = "evidence"
