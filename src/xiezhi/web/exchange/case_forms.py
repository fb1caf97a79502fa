"""What handing a case over is asked, and what opening one that came."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from xiezhi.accounts.selectors.people import list_active_members, list_departments
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.selectors.crossing import Offered
from xiezhi.exchange.models import ExchangePeer


class CaseTellingForm(forms.Form):
    """The words another procuratorate gets, the papers and evidence that go along, and where to."""

    peer = forms.ChoiceField(
        label=_("发往"), error_messages={"required": _("请选择发往的检察院。")}
    )
    title = forms.CharField(
        label=_("标题"), max_length=120, error_messages={"required": _("请填写标题。")}
    )
    facts = forms.CharField(
        label=_("案件事实"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("不写反映人姓名、编号和电话；对方看不到反映材料和反映人身份。"),
        error_messages={"required": _("请写明案件事实。")},
    )
    papers = forms.MultipleChoiceField(
        label=_("随案文书"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("移送案件意见书一并移送，不必勾选。"),
    )
    evidence = forms.MultipleChoiceField(
        label=_("随案证据"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("原件按原样移送；来自反映材料的图片只随附去掉拍摄信息的副本。"),
    )
    contact_words = forms.CharField(
        label=_("联系人和电话"),
        max_length=120,
        required=False,
        help_text=_("写办公电话，便于对方核对。"),
    )
    note = forms.CharField(
        label=_("说明"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        peers: Sequence[ExchangePeer],
        offered: Offered,
        initial: dict[str, Any],
    ) -> None:
        papers = [one for one in offered.papers if one.kind != PaperKind.CASE_TRANSFER]
        initial = initial | {
            "papers": [str(one.id) for one in papers],
            "evidence": [str(one.id) for one in offered.evidence],
        }
        super().__init__(data, initial=initial)
        _offer(self, "peer", [(str(peer.id), peer.name) for peer in peers])
        _offer(
            self, "papers", [(str(one.id), f"{one.title} {one.number}".strip()) for one in papers]
        )
        _offer(self, "evidence", [(str(one.id), one.title) for one in offered.evidence])
        for name in ("papers", "evidence"):
            if not initial[name]:
                del self.fields[name]

    @override
    def clean(self) -> dict[str, Any]:
        """Let what is not asked for be nothing."""
        cleaned = super().clean() or {}
        return {"papers": [], "evidence": []} | cleaned


class TakeCaseForm(forms.Form):
    """Who works on the case from now on."""

    department_id = forms.ChoiceField(label=_("承办部门"))
    handler_id = forms.ChoiceField(label=_("承办检察官"))

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        departments = [(str(one.id), one.name) for one in list_departments()]
        members = [
            (str(one.id), f"{one.label} · {one.department.name}") for one in list_active_members()
        ]
        _offer(self, "department_id", departments)
        _offer(self, "handler_id", members)


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
