"""Static files with a hash in the name, compressed, served for a year."""

from typing_extensions import override
from whitenoise.storage import (  # type: ignore[import-untyped]  # ships no types
    CompressedManifestStaticFilesStorage,
)


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped base
    """Manifest storage that shows plain names where nothing was collected (tests)."""

    manifest_strict = False

    @override
    def stored_name(self, name: str) -> str:
        if not self.hashed_files:
            return name
        return str(super().stored_name(name))
