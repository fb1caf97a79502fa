"""Which store an installation has: a bucket where settings name one, else its folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from xiezhi.infra.storage.local import LocalFileStore
from xiezhi.infra.storage.place import S3Place

if TYPE_CHECKING:
    from xiezhi.infra.storage.s3 import S3FileStore

PASSING: Final = "passing"


def chosen_store(files: Path, place: S3Place | None) -> "LocalFileStore | S3FileStore":
    """Return the store of finished files; what is staged lies in the folder either way."""
    return LocalFileStore(files) if place is None else bucket_store(files, place)


def bucket_store(files: Path, place: S3Place) -> "S3FileStore":
    """Return the store in a bucket; what passes through this machine lies below the folder."""
    from xiezhi.infra.storage.s3 import S3FileStore  # noqa: PLC0415  # loads boto3

    return S3FileStore(place, passing=files / PASSING)
