"""Static files with a hash in the name, compressed, served for a year."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Manifest storage that shows a plain name where nothing was collected (tests)."""

    manifest_strict = False
