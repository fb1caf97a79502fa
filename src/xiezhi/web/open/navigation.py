"""The public face's own navigation."""

from django.urls import reverse
from django.utils.translation import gettext as _


def open_navigation(current: str) -> list[dict[str, object]]:
    """Return the public pages, ``current`` marked by its address's name."""
    names = [
        ("home", _("首页")),
        ("figures", _("公开数据")),
        ("privacy", _("个人信息保护")),
        ("ledger", _("留痕核验")),
    ]
    return [
        {"label": label, "url": reverse(f"open:{name}"), "is_current": name == current}
        for name, label in names
    ]
