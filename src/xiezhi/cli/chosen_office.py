"""The office a command is for. Needs Django."""

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.selectors.offices import list_offices
from xiezhi.infra.errors import MachineError


def chosen_office(slug: str | None) -> Procuratorate:
    """Return the office of a code, the installation's default one for None.

    Raises:
        MachineError: ``import.no_office`` with the codes there are.
    """
    offices = list_offices()
    for office in offices:
        if office.slug == slug or (slug is None and office.is_default):
            return office
    known = "、".join(office.slug for office in offices)
    raise MachineError("import.no_office", slug=slug or "-", known=known or "-")
