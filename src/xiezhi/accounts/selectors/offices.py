"""Which procuratorate a host name leads to."""

from uuid import UUID

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.levels import OfficeLevel
from xiezhi.infra.sql import load


def find_office_of_host(host: str) -> Procuratorate | None:
    """Return the procuratorate of a host name, else the default one of a *single* installation."""
    question = load("accounts", "office_of_host")
    return next(iter(Procuratorate.objects.raw(question, {"host": host.lower()})), None)


def get_office(slug: str) -> Procuratorate:
    """Return a procuratorate by its short latin name.

    Raises:
        Procuratorate.DoesNotExist: there is none.
    """
    return Procuratorate.objects.get(slug=slug)


def list_offices() -> list[Procuratorate]:
    """Return every procuratorate of the installation, oldest first."""
    return list(Procuratorate.objects.order_by("created_at"))


def level_of_office(office_id: UUID) -> OfficeLevel:
    """Return which court an office stands beside."""
    office = Procuratorate.objects.filter(id=office_id)
    return OfficeLevel(office.values_list("level", flat=True).get())
