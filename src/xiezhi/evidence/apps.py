"""Django application."""

from django.apps import AppConfig
from django.conf import settings
from typing_extensions import override

from xiezhi.evidence.rules.kinds import MediaKind, set_limits


class EvidenceConfig(AppConfig):
    """Evidence."""

    name = "xiezhi.evidence"
    label = "evidence"

    @override
    def ready(self) -> None:
        """Take the sizes this installation was set to."""
        set_limits({MediaKind(kind): most for kind, most in settings.XIEZHI_FILE_LIMITS.items()})
