"""Which store an installation has: a bucket where settings name one, else its folder."""

from pathlib import Path
from typing import Final

from xiezhi.infra.storage.line import S3Place
from xiezhi.infra.storage.local import LocalFileStore
from xiezhi.infra.storage.s3 import S3FileStore

PASSING: Final = "passing"


def chosen_store(files: Path, place: S3Place | None) -> LocalFileStore | S3FileStore:
    """Return the store of finished files; what is staged lies in the folder either way."""
    return LocalFileStore(files) if place is None else S3FileStore(place, passing=files / PASSING)
