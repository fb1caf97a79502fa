"""抄送: the organs above the units a paper is about, offered where copies are entered."""

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from xiezhi.partners.selectors.superiors import superiors_by_unit

MOST: Final = 8


def offer_superiors(field: forms.Field, unit_ids: Collection[UUID], day: date) -> None:
    """Name the organs above some units on a day under the field for copies; nothing where none is known."""
    above = superiors_by_unit(day)
    names = dict.fromkeys(unit.name for one in unit_ids for unit in above.get(one, ()))
    if names:
        said = _("可以抄送的上级机关：%(names)s。") % {"names": "、".join(list(names)[:MOST])}
        field.help_text = f"{field.help_text}{said}"
