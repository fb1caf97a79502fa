"""Every column that holds an address of the file store, whichever capability it belongs to.

A file none of these names is nobody's and may be removed; a file the first ones name must be there.
A test compares the tables with all columns of the models, so that no new one is forgotten.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: ``application.Model`` and its field; ``size`` is the field of the length.

    ``keeping`` leads to the field that says whether the bytes were carried away: such a row names
    what it once had and nothing that must be there.
    """

    model: str
    field: str
    size: str = ""
    keeping: str = ""


MUST_BE_KEPT: Final = (
    Column(model="evidence.StoredFile", field="stored_sha256", keeping="keeping"),
    Column(model="evidence.StoredFile", field="shared_sha256", keeping="keeping"),
    Column(model="evidence.StoredFile", field="thumbnail_sha256", keeping="keeping"),
    Column(model="reporting.LockedReturn", field="sha256", size="size_bytes"),
    Column(model="reporting.ReturnFormVersion", field="sha256", size="size_bytes"),
)
MAY_BE_KEPT: Final = (
    # What was once shared stays named by a manifest that is never changed.
    Column(model="evidence.FileManifest", field="shared_sha256", keeping="file__keeping"),
)
LISTS: Final = (
    # Lists of what is carried: of what goes the files lie in the store, of what comes in parts.
    Column(model="exchange.ExchangeItem", field="files"),
    Column(model="exchange.ReceivedMatter", field="files"),
    Column(model="exchange.SentMatter", field="files"),
)
SEALING_BYTES: Final = 48
"""How much longer an original is once it is sealed (libsodium's sealed box)."""
