"""Django application."""

from django.apps import AppConfig
from typing_extensions import override


class SupportersConfig(AppConfig):
    """Supporters."""

    name = "xiezhi.supporters"
    label = "supporters"

    @override
    def ready(self) -> None:
        """Tell notifications, which lie below, how addresses are found here."""
        from xiezhi.notifications.rules.recipients import RecipientKind  # noqa: PLC0415  # needs apps
        from xiezhi.notifications.services.addresses import register_addresses  # noqa: PLC0415
        from xiezhi.supporters.selectors.contacts import list_contacts  # noqa: PLC0415

        register_addresses(RecipientKind.SUPPORTER, list_contacts)
