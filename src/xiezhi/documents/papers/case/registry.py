"""Every paper of the procedures by its key."""

from typing import Final

from xiezhi.documents.papers.case.definitions import PaperDefinition
from xiezhi.documents.papers.case.wordings import (
    governance,
    investigation,
    leads,
    presuit,
    records,
    suit,
)
from xiezhi.kernel.errors import NotFoundError

_BY_KEY: Final = {
    found.key: found
    for module in (leads, investigation, presuit, suit, records, governance)
    for found in vars(module).values()
    if isinstance(found, PaperDefinition)
}


def case_papers() -> tuple[PaperDefinition, ...]:
    """Return every paper of the procedures, in the order of the procedure."""
    return tuple(_BY_KEY.values())


def definition(key: str) -> PaperDefinition:
    """Return how one paper is asked for and put together.

    Raises:
        NotFoundError: ``documents.no_such_paper``.
    """
    found = _BY_KEY.get(key)
    if found is None:
        raise NotFoundError("documents.no_such_paper")
    return found
