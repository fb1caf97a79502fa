"""What handing a lead to another procuratorate is asked, and what an answer is."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from xiezhi.exchange.models import ExchangePeer
from xiezhi.exchange.rules.matters import ANSWER_LABELS, ANSWERS, CarriedMatter, MatterAnswer


class TellingForm(forms.Form):
    """The words another procuratorate gets, and to which it goes."""

    peer = forms.ChoiceField(
        label=_("发往"), error_messages={"required": _("请选择发往的检察院。")}
    )
    title = forms.CharField(
        label=_("标题"), max_length=120, error_messages={"required": _("请填写标题。")}
    )
    facts = forms.CharField(
        label=_("公益受损事实"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("不写反映人姓名、编号和电话；对方看不到反映材料和反映人身份。"),
        error_messages={"required": _("请写明公益受损事实。")},
    )
    note = forms.CharField(
        label=_("说明"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    contact_words = forms.CharField(
        label=_("联系人和电话"),
        max_length=120,
        required=False,
        help_text=_("写办公电话，便于对方核对。"),
    )
    pictures = forms.MultipleChoiceField(
        label=_("随附图片"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        peers: Sequence[ExchangePeer],
        picture_ids: Sequence[UUID],
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        self._offer("peer", [(str(peer.id), peer.name) for peer in peers])
        pictures = [
            (str(one), _("图片 %(number)s") % {"number": number})
            for number, one in enumerate(picture_ids, start=1)
        ]
        if pictures:
            self._offer("pictures", pictures)
        else:
            del self.fields["pictures"]

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class AnswerForm(forms.Form):
    """回执 to a matter."""

    answer = forms.ChoiceField(
        label=_("回执"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择回执内容。")},
    )
    number = forms.CharField(label=_("文号"), max_length=60, required=False)
    answered_on = forms.DateField(
        label=_("日期"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("请填写日期。"), "invalid": _("请写成 2026-11-25。")},
    )
    words = forms.CharField(
        label=_("说明"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, data: QueryDict | None, *, carried: CarriedMatter, initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        answers = ANSWERS[carried]
        field = self.fields["answer"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.value, _(ANSWER_LABELS[one])) for one in answers]
        if len(answers) == 1:
            field.initial = answers[0].value
        self.fields["number"].required = carried is CarriedMatter.FILING
        self.fields["number"].error_messages["required"] = _("请填写备案回执的文号。")

    def clean_answer(self) -> MatterAnswer:
        """Return the answer."""
        return MatterAnswer(self.cleaned_data["answer"])
