"""Which procuratorate a host name leads to."""

from xiezhi.accounts.models import Procuratorate, ProcuratorateHost


def find_office_of_host(host: str) -> Procuratorate | None:
    """Return the procuratorate of a host name, else the default one of a *single* installation."""
    found = ProcuratorateHost.objects.select_related("office").filter(host=host.lower()).first()
    if found is not None:
        return found.office
    return Procuratorate.objects.filter(is_default=True).first()


def get_office(slug: str) -> Procuratorate:
    """Return a procuratorate by its short latin name.

    Raises:
        Procuratorate.DoesNotExist: there is none.
    """
    return Procuratorate.objects.get(slug=slug)


def list_offices() -> list[Procuratorate]:
    """Return every procuratorate of the installation, oldest first."""
    return list(Procuratorate.objects.order_by("created_at"))
