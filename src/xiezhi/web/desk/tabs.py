"""Tabs of a worklist: counts beside them, the filter kept."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from django.http import QueryDict
from django.utils.translation import gettext as _

from xiezhi.leads.rules.queues import MAX_ENDED_COUNT

TabT = TypeVar("TabT", bound=StrEnum)


def tabs_of(
    query: QueryDict,
    labels: Mapping[TabT, str],
    counts: Mapping[TabT, int],
    chosen: TabT,
    *,
    name: str = "tab",
) -> list[dict[str, object]]:
    """Return the tabs counted, in the shape of ``components/tabs.html``; a tab has no page yet.

    ``name`` is that of the parameter which says the tab.
    """
    return [
        {
            "label": _(labels[tab]),
            "url": _address(query, name, tab),
            "count": "999+" if count >= MAX_ENDED_COUNT else count,
            "is_current": tab is chosen,
        }
        for tab, count in counts.items()
    ]


def _address(query: QueryDict, name: str, tab: StrEnum) -> str:
    other = query.copy()
    other.pop("page", None)
    other[name] = tab.value
    return f"?{other.urlencode()}"
