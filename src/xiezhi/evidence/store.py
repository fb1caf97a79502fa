"""The store this installation keeps its files in."""

from django.conf import settings

from xiezhi.infra.storage import FileStore, LocalFileStore


def file_store() -> FileStore:
    """Return the store; a folder unless a setting names another."""
    return LocalFileStore(settings.XIEZHI_FILES)
