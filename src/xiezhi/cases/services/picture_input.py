"""A picture of a place, as an act is told of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from xiezhi.evidence.services.storing import IncomingFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture handed in, or one of the case shown again; a pair shares its position.

    Attributes:
        copy_of: the picture of the case that is shown again; then nothing else counts.
        taken_at: as entered by hand, for a picture that does not say it itself.
        taken_by, place, witness, proves: "" takes what the act says.
    """

    is_after: bool
    position: int = 0
    file: IncomingFile | None = None
    copy_of: UUID | None = None
    taken_at: datetime | None = None
    taken_by: str = ""
    place: str = ""
    witness: str = ""
    proves: str = ""
