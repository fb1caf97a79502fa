"""Earlier and later pages of a list."""

from django.http import QueryDict
from django.utils.translation import gettext as _


def pager(
    query: QueryDict, page: int, shown: int, size: int, *, has_next: bool
) -> dict[str, str] | None:
    """Return what ``components/pager.html`` shows, or None where everything is on one page."""
    if page == 1 and not has_next:
        return None
    first = (page - 1) * size + 1
    return {
        "text": _("第 %(first)s–%(last)s 条") % {"first": first, "last": first + shown - 1},
        "previous_url": _address(query, page - 1) if page > 1 else "",
        "next_url": _address(query, page + 1) if has_next else "",
    }


def _address(query: QueryDict, page: int) -> str:
    other = query.copy()
    other["page"] = str(page)
    return f"?{other.urlencode()}"
