"""Forms of superiors, their files and mappings; everybody who prepares returns sees all of them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.store import file_store
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.reporting.models import FormMapping, ReturnForm, ReturnFormVersion
from xiezhi.reporting.rules.mapping import FormMap, map_of
from xiezhi.reporting.rules.workbook.grid import FormGrid, read_form


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """A form with its newest file and what fills it.

    Attributes:
        draft: the mapping being worked on, or None while the published one stands.
        published: the newest mapping put to use, or None before there is one.
    """

    form: ReturnForm
    version: ReturnFormVersion
    grid: FormGrid
    draft: FormMapping | None
    published: FormMapping | None

    @property
    def mapped(self) -> FormMap:
        """What the page shows: the draft, else what is in use, else nothing."""
        shown = self.draft or self.published
        return FormMap() if shown is None else map_of(shown.cells)


def list_forms(acting: Actor) -> QuerySet[ReturnForm]:
    """Return the forms, those in use first, by name.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.PREPARE_RETURN)
    forms: QuerySet[ReturnForm] = ReturnForm.objects.order_by("-is_in_use", "name", "id")
    return forms


def access_form(acting: Actor, form_id: UUID, *, lock: bool = False) -> ReturnForm:
    """Return a form.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_form``.
    """
    require(acting, Action.PREPARE_RETURN)
    forms = ReturnForm.objects.filter(id=form_id)
    found: ReturnForm | None = (forms.select_for_update() if lock else forms).first()
    if found is None:
        raise NotFoundError("reporting.no_form")
    return found


def get_newest_version(form: ReturnForm) -> ReturnFormVersion:
    """Return the newest file of a form the actor was given access to.

    Raises:
        NotFoundError: ``reporting.no_form``.
    """
    found: ReturnFormVersion | None = (
        ReturnFormVersion.objects.filter(form_id=form.id).order_by("-number").first()
    )
    if found is None:
        raise NotFoundError("reporting.no_form")
    return found


def list_versions(form: ReturnForm) -> list[ReturnFormVersion]:
    """Return every file of a form, newest first."""
    return list(ReturnFormVersion.objects.filter(form_id=form.id).order_by("-number"))


def find_mapping(version: ReturnFormVersion, *, is_draft: bool) -> FormMapping | None:
    """Return the draft of a file, or the newest mapping put to use."""
    mappings = FormMapping.objects.filter(version_id=version.id, is_draft=is_draft)
    found: FormMapping | None = mappings.order_by("-number").first()
    return found


def list_mappings(form: ReturnForm) -> list[FormMapping]:
    """Return every mapping of a form ever put to use, newest first."""
    found = FormMapping.objects.filter(version__form_id=form.id, is_draft=False)
    return list(found.select_related("version").order_by("-version__number", "-number"))


def form_page(acting: Actor, form_id: UUID) -> FormPage:
    """Return a form as its page shows it.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_form``.
    """
    form = access_form(acting, form_id)
    version = get_newest_version(form)
    return FormPage(
        form=form,
        version=version,
        grid=grid_of(version),
        draft=find_mapping(version, is_draft=True),
        published=find_mapping(version, is_draft=False),
    )


def bytes_of(version: ReturnFormVersion) -> bytes:
    """Return the file as it came; what the store no longer holds whole is refused."""
    with file_store().open(current_tenant(), bytes(version.sha256), is_verified=True) as stream:
        return stream.read()


def grid_of(version: ReturnFormVersion) -> FormGrid:
    """Return a file as a grid."""
    return read_form(bytes_of(version))
