"""Which procuratorate a host name leads to."""

from uuid import UUID

from django.db.models import Q

from xiezhi.accounts.models import Procuratorate, ProcuratorateHost
from xiezhi.accounts.rules.levels import OfficeLevel


def find_office_of_host(host: str) -> Procuratorate | None:
    """Return the procuratorate of a host name, else the default one of a *single* installation."""
    named = ProcuratorateHost.objects.filter(host=host.lower()).values("office_id")
    offices = Procuratorate.objects.filter(Q(id__in=named) | Q(is_default=True))
    return offices.order_by("is_default").first()  # asked at every request: one question


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
