"""Towns to choose from on the phone."""

from django.utils.translation import gettext as _

from xiezhi.accounts.selectors.towns import list_towns

Choice = tuple[str, str]


def town_choices() -> list[Choice]:
    """Return the towns of the office's area, an empty one first."""
    return [("", _("请选苏木镇")), *((town.name, town.name) for town in list_towns())]
