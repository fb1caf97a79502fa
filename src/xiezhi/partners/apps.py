"""Django application."""

from django.apps import AppConfig
from typing_extensions import override


class PartnersConfig(AppConfig):
    """Partners."""

    name = "xiezhi.partners"
    label = "partners"

    @override
    def ready(self) -> None:
        """Tell notifications, which lie below, how addresses are found here."""
        from xiezhi.notifications.rules.recipients import RecipientKind  # noqa: PLC0415  # needs apps
        from xiezhi.notifications.services.addresses import register_addresses  # noqa: PLC0415
        from xiezhi.partners.selectors.contacts import list_contacts  # noqa: PLC0415

        register_addresses(RecipientKind.UNIT, list_contacts)
