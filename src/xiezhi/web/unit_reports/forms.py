"""The form of 移送线索: what, where, when found, area, basis, papers."""

from datetime import date
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.intake.rules.submission import MAX_WORDS, MIN_WORDS, Place, Submission
from xiezhi.intake.rules.unit_reports import MAX_BASIS
from xiezhi.intake.services.unit_reports import Handing
from xiezhi.language.pasting import find_place
from xiezhi.law.areas import areas_on
from xiezhi.web.portal.forms import ACCEPT_PAPER, MISSING, files_field
from xiezhi.web.whole_words import whole

Towns = dict[str, tuple[str, ...]]


class UnitReportForm(forms.Form):
    """One lead a unit hands over."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("线索名称"), max_length=200, error_messages=MISSING)
    words = whole(
        forms.CharField(
            label=_("线索内容"),
            min_length=MIN_WORDS,
            max_length=MAX_WORDS,
            error_messages=MISSING | {"min_length": _("太短了，至少写 5 个字。")},
            widget=forms.Textarea(attrs={"rows": 7}),
            help_text=_(
                "什么人或者单位做了什么，损害了什么公共利益，贵单位已经做了什么。不写举报人、投诉人的姓名和电话。"
            ),
        )
    )
    place_words = forms.CharField(
        label=_("地点"),
        max_length=200,
        error_messages=MISSING,
        help_text=_("苏木镇、嘎查村和具体位置连写即可。"),
    )
    seen_at = forms.DateTimeField(
        label=_("发现时间"),
        error_messages=MISSING | {"invalid": _("日期看不懂，请重新选。")},
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    area = forms.ChoiceField(
        label=_("所属领域"),
        required=False,
        help_text=_("拿不准的可以不选，由检察院判断。"),
    )
    own_number = forms.CharField(
        label=_("贵单位文号"),
        max_length=60,
        required=False,
        help_text=_("移送函的文号；没有的可以不填。"),
    )
    basis = whole(
        forms.CharField(
            label=_("移送依据"),
            required=False,
            max_length=MAX_BASIS,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("据以移送的法律条文、会签文件或者会议纪要。"),
        )
    )
    photos = files_field(_("照片"), _("最多 9 张。"), "image/*")
    papers = files_field(
        _("移送函和材料"),
        _("盖章后扫描成 PDF；也可以拍照，每页一张，最多 20 份。"),
        ACCEPT_PAPER,
    )
    papers_are_masked = forms.BooleanField(
        label=_("材料中没有举报人、投诉人的姓名、电话、住址，或者已经遮盖"),
        required=False,
        help_text=_("不勾选的，材料收到后只封存，承办人看不到。"),
    )

    def __init__(self, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data, initial={"submission_key": uuid4()})
        self.use_required_attribute = False
        area = self.fields["area"]
        if isinstance(area, forms.ChoiceField):
            area.choices = [
                ("", _("由检察院判断")),
                *((one.area.key, _(one.area.name)) for one in areas_on(today)),
            ]

    def handing(
        self, towns: Towns, photos: list[IncomingFile], papers: list[IncomingFile]
    ) -> Handing:
        """Return what was typed, with town and village read out of the words of place."""
        data = self.cleaned_data
        key: UUID = data["submission_key"]
        place: str = data["place_words"].strip()
        found = find_place(place, towns=towns)
        spot = place.removeprefix(found.town).lstrip().removeprefix(found.village).lstrip()
        return Handing(
            submission=Submission(
                submission_key=key,
                words=data["words"].replace("\r\n", "\n"),
                # Of what was typed only a name that stands in its own field is left out.
                place=Place(town=found.town, village=found.village, words=spot),
                seen_at=data["seen_at"],
            ),
            title=data["title"],
            own_number=data["own_number"],
            area=data["area"],
            basis=data["basis"].replace("\r\n", "\n"),
            photos=photos,
            papers=papers,
            papers_are_masked=data["papers_are_masked"],
        )
