"""Papers handed in with an act: looked through before any lock, stored inside the act."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile, check_files, store_file


def check_papers(files: Sequence[IncomingFile | None]) -> list[CheckedFile]:
    """Look through scans and papers; slow, so called before the act opens.

    Raises:
        InvalidInputError: the codes of evidence.
    """
    return check_files(MediaKind.PAPER, [file for file in files if file is not None])


def keep_papers(checked: Sequence[CheckedFile], now: datetime) -> list[UUID]:
    """Store the papers and return their ids in order."""
    return [store_file(one, received_at=now).id for one in checked]


def check_paper(file: IncomingFile | None) -> CheckedFile | None:
    """Look through the one paper of an act, where there is one.

    Raises:
        InvalidInputError: the codes of evidence.
    """
    return next(iter(check_papers([file])), None)


def keep_paper(checked: CheckedFile | None, now: datetime) -> UUID | None:
    """Store the one paper of an act and return its id."""
    return None if checked is None else keep_papers([checked], now)[0]
