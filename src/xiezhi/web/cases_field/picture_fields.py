"""Pictures in a form: each former picture with the place for a new one beside it, and what all say."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xiezhi.cases.models import PlacePicture
from xiezhi.cases.rules.pictures import MAX_PERSON, NOBODY
from xiezhi.cases.selectors.pictures import comparable_of
from xiezhi.cases.services.picture_input import Picture
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.web.cases.act import CaseDoing, CaseForm
from xiezhi.web.cases_field.fields import line_field, pictures_of
from xiezhi.web.cases_field.parts import photo
from xiezhi.web.desk.act_forms import MomentInput
from xiezhi.web.uploads import incoming

_SIDE: Final = "beside-"


class VisitForm(CaseForm):
    """A form of a visit: the places for new pictures stand together, beside the former ones.

    ``pairs_before`` names the field they stand before.
    """

    pairs_before = "after"
    former: tuple[PlacePicture, ...] = ()

    def pairs(self) -> list[dict[str, Any]]:
        """Return each former picture with the field of the new one."""
        return [
            {"before": former_shown(one), "field": self[f"{_SIDE}{one.id}"]} for one in self.former
        ]

    def others(self) -> list[Any]:
        """Return the fields before, and those after the pairs."""
        return [one for one in self if not one.name.startswith(_SIDE)]


def taken_at_field(help_text: object = "") -> forms.DateTimeField:
    """Return the field for when pictures were taken that do not say it themselves."""
    return forms.DateTimeField(
        label=_("拍摄时间"),
        required=False,
        widget=MomentInput(),
        help_text=help_text or _("照片自带时间的不用填；没有的按这里填，注明“人工填写”。"),  # type: ignore[arg-type]  # a lazy translation
    )


def photographer_field() -> forms.CharField:
    """Return the field for who took the pictures."""
    return line_field(
        _("拍摄人"),
        MAX_PERSON,
        required=False,
        help_text=_("不填的，写所选检察人员。"),
    )


def witness_field() -> forms.CharField:
    """Return the field for the witness of the pictures."""
    return line_field(_("照片见证人"), MAX_PERSON, required=False, help_text=_("没有的写“无”。"))


def offer_former(form: VisitForm) -> None:
    """Put a place for a new picture beside each one the case has."""
    form.former = comparable_of(form.case)
    for one in form.former:
        words = _now("从同一角度拍：%(label)s") % {"label": former_shown(one)["caption"]}
        form.fields[f"{_SIDE}{one.id}"] = forms.FileField(
            label=words,
            required=False,
            widget=forms.FileInput(attrs={"accept": "image/*", "data-beside": ""}),
        )
    form.start(witness_of_pictures=NOBODY)


def former_shown(one: PlacePicture) -> Mapping[str, Any]:
    """Return a former picture for the pair."""
    return photo(one, _now("整改后") if one.is_after else _now("整改前")) or {}


def given(doing: CaseDoing, *sides: tuple[bool, str]) -> list[Picture]:
    """Return the pairs, then the pictures of other fields, paired by their order.

    Args:
        doing: the act.
        sides: whether a field's pictures show the place afterwards, and the field's name.
    """
    data = doing.data
    said = {
        "taken_at": data["taken_at"],
        "taken_by": data["taken_by"],
    }
    made = list(_pairs(doing, said))
    first = len(made) // 2
    return made + [
        Picture(file=file, is_after=is_after, position=first + place, **said)
        for is_after, name in sides
        for place, file in enumerate(pictures_of(doing, name))
    ]


def _pairs(doing: CaseDoing, said: Mapping[str, Any]) -> Iterator[Picture]:
    place = 0
    form: Any = doing.form
    for one in form.former:
        name = f"{_SIDE}{one.id}"
        for file in incoming(doing.request, name, kind=MediaKind.PHOTO, limit=1):
            yield Picture(copy_of=one.id, is_after=False, position=place)
            yield Picture(file=file, is_after=True, position=place, **said)
            place += 1
