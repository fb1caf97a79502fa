"""DOCX templates of the office's own: taken in after a check, used from then on, taken back."""

from datetime import datetime

from django.db.models import QuerySet

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import PaperTemplate
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.documents.papers.case.own_templates import check_template
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act


def set_template(
    *, kind: PaperKind, name: str, content: bytes, acting: Actor, now: datetime
) -> PaperTemplate:
    """Use a template for a paper from now on; it was filled with sample values first.

    Raises:
        InvalidInputError: ``documents.template_faults``, each with its paragraph.
        NotFoundError: ``documents.no_such_paper``.
    """
    faults = check_template(kind, content)
    if faults:
        listed = ",".join(f"{one.part}:{one.paragraph}:{one.code}" for one in faults)
        raise InvalidInputError("documents.template_faults", template_faults=listed)
    with act(acting=acting, now=now) as record:
        require(acting, Action.MANAGE_OFFICE)
        _standing(kind).update(withdrawn_at=now)
        made: PaperTemplate = PaperTemplate.objects.create(
            kind=kind,
            name=clean_line(name, limit=120) or f"{kind}.docx",
            content=content,
            set_by_label=acting.signature[:60],
            set_at=now,
        )
        record("cases.set_template", "paper_template", made.id, after={"kind": kind})
    return made


def withdraw_template(*, kind: PaperKind, acting: Actor, now: datetime) -> None:
    """Go back to the built-in template of a paper.

    Raises:
        InvalidInputError: ``cases.no_template``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.MANAGE_OFFICE)
        if not _standing(kind).update(withdrawn_at=now):
            raise InvalidInputError("cases.no_template")
        record("cases.withdraw_template", "paper_template", kind)


def _standing(kind: PaperKind) -> QuerySet[PaperTemplate]:
    rows: QuerySet[PaperTemplate] = PaperTemplate.objects.filter(kind=kind)
    return rows.filter(withdrawn_at__isnull=True)
