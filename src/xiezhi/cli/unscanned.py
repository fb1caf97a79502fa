"""How many sealed originals no scanner has seen; Django must be set up."""

from xiezhi.accounts.selectors.offices import list_offices
from xiezhi.evidence.selectors.files import count_unscanned_originals
from xiezhi.infra.tenant import tenant_scope


def unscanned_originals() -> list[tuple[str, int]]:
    """Return each office's name and the number."""
    found = []
    for office in list_offices():
        with tenant_scope(office.id):
            found.append((office.name, count_unscanned_originals()))
    return found
