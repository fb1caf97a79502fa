"""Django application."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Campaigns."""

    name = "xiezhi.campaigns"
    label = "campaigns"
