"""Words for what can go wrong in the portal, as a bureau's clerk understands them."""

from django.utils.translation import gettext_lazy as _

from xiezhi.web import letter_problems
from xiezhi.web.problem_texts import register


def register_texts() -> None:
    """Add the texts of the codes a unit meets."""
    register(letter_problems.TEXTS)
    register(_TEXTS)


_TEXTS: dict[str, tuple[object, object]] = {
    "partners.no_officer": (_("您已经不是贵单位的联络员。"), _("请由新联络员登录。")),
    "partners.already_handed_over": (_("联络员已经交接。"), _("请由新联络员登录。")),
}
