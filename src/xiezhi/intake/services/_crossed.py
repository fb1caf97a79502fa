"""What every report that came in a package is checked for."""

from uuid import UUID

from django.db.models import Q

from xiezhi.intake.models import Report
from xiezhi.kernel.errors import InvalidInputError


def refuse_another(report_id: UUID, *, code: str, submission_key: UUID) -> None:
    """Refuse a second report under a number or key that another one has.

    Raises:
        InvalidInputError: ``intake.foreign_report``.
    """
    others = Report.objects.exclude(id=report_id)
    if others.filter(Q(code=code) | Q(submission_key=submission_key)).exists():
        raise InvalidInputError("intake.foreign_report", part="code", number=code[:8])
