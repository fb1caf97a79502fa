"""The procuratorates of the installation, as jobs by the clock need them: by id and slug alone."""

from uuid import UUID

from django.apps import apps


def list_office_ids() -> list[UUID]:
    """Return the id of every procuratorate, oldest first."""
    offices = apps.get_model("accounts", "Procuratorate")
    ids: list[UUID] = list(
        offices._default_manager.order_by("created_at").values_list("id", flat=True)  # noqa: SLF001  # the model lies above, its class is not named here
    )
    return ids


def slug_of(office_id: UUID) -> str:
    """Return the short latin name of a procuratorate."""
    offices = apps.get_model("accounts", "Procuratorate")
    slug: str = offices._default_manager.values_list("slug", flat=True).get(id=office_id)  # noqa: SLF001  # as above
    return slug
