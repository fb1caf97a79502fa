"""One row of a case, reached through the case."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.cases.selectors.access import access_case
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError


def row_of(rows: "QuerySet[Any, Any]", acting: Actor, case_id: UUID) -> Any:  # noqa: ANN401  # a row of whatever is asked for
    """Return the row when it hangs on this case and the actor may see the case.

    Raises:
        NotFoundError: ``cases.not_found``, ``cases.no_such_row``.
    """
    access_case(acting, case_id)
    found = rows.filter(case_id=case_id).first()
    if found is None:
        raise NotFoundError("cases.no_such_row")
    return found
