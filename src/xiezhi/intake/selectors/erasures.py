"""Reporters who wish their identity destroyed and wait for an answer."""

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.intake.models import ReportMessage
from xiezhi.kernel.actor import Actor

_PAGE = 100


def list_erasure_wishes(acting: Actor) -> list[ReportMessage]:
    """Return the wishes not answered yet, oldest first, with their reports.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.ANSWER_ERASURE)
    found = ReportMessage.objects.filter(kind="erasure", judged_at__isnull=True)
    return list(found.select_related("report").order_by("written_at")[:_PAGE])
