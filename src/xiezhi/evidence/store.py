"""The store this installation keeps its files in, and the folder where bytes wait."""

from uuid import UUID

from django.conf import settings

from xiezhi.infra.storage.choice import chosen_store
from xiezhi.infra.storage.protocol import FileStore
from xiezhi.infra.storage.staging import Staging


def file_store() -> FileStore:
    """Return the store; a folder unless a setting names a bucket."""
    return chosen_store(settings.XIEZHI_FILES, settings.XIEZHI_S3)


def staging(procuratorate_id: UUID) -> Staging:
    """Return where an office's files wait, whatever the store."""
    return Staging(settings.XIEZHI_FILES, procuratorate_id)
