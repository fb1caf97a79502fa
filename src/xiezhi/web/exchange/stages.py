"""The stage line of a package."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from xiezhi.exchange.models import ExchangePackage
from xiezhi.exchange.rules.procedure import PackageDirection, PackageState

_OUT: Final = (
    (PackageState.DRAFT, _("草稿")),
    (PackageState.IN_REVIEW, _("第二人审核")),
    (PackageState.SEALED, _("封包携带")),
    (PackageState.ACKNOWLEDGED, _("对方导入")),
)
_IN: Final = (
    (PackageState.STAGING, _("收齐分卷")),
    (PackageState.VERIFIED, _("核对清单")),
    (PackageState.IMPORTED, _("导入")),
)


def stages_of(package: ExchangePackage) -> list[dict[str, Any]]:
    """Return the stages of a package; none for one that ended otherwise."""
    line = _OUT if package.direction == PackageDirection.OUT else _IN
    places = [state for state, _label in line]
    state = PackageState(package.state)
    if state not in places:
        return []
    now = places.index(state)
    is_over = now == len(places) - 1
    return [
        {"label": label, "state": _mark(place, now, is_over=is_over)}
        for place, (_state, label) in enumerate(line)
    ]


def _mark(place: int, now: int, *, is_over: bool) -> str:
    if place < now or is_over:
        return "done"
    return "now" if place == now else "todo"
