"""Forms of the register: a rule pasted whole, its end."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.house.models import OwnRule, OwnRuleClause
from xiezhi.house.rules.clauses import written
from xiezhi.house.rules.register import RULE_KIND_LABELS, RuleKind
from xiezhi.house.services.register import RuleDraft
from xiezhi.web.office.forms import WithChoices, date_input, id_field

Groups = list[tuple[str, list[tuple[str, str]]]]
_LONGEST_PASTE: Final = 800_000


class RuleForm(forms.Form):
    """A rule as entered. How much text is too much is said by the service, in the form."""

    kind = forms.TypedChoiceField(label=_("类别"), coerce=RuleKind)
    name = forms.CharField(
        label=_("名称"), max_length=60, help_text=_("写全称，不用书名号。修订的也用原名称。")
    )
    number = forms.CharField(label=_("文号"), max_length=30, required=False)
    issued_on = forms.DateField(label=_("印发日期"), widget=date_input())
    in_force_from = forms.DateField(label=_("施行日期"), widget=date_input())
    text = forms.CharField(
        label=_("条文"),
        max_length=_LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_(
            "把全文粘贴进来，按“第×条”自动分条；标题、章名会保留。没有分条的作为全文登记。"
        ),
    )
    note = forms.CharField(label=_("备注"), max_length=300, required=False)
    is_open_to_members = forms.BooleanField(
        label=_("向网格员公开：在手机“我的”里可以看到"), required=False
    )
    scan = forms.FileField(
        label=_("扫描件"),
        required=False,
        help_text=_("盖章的印发件，PDF 或图片。提交被退回时要重新选择文件，其他内容都在。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,image/jpeg,image/png"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a choice field
            (kind.value, gettext(label)) for kind, label in RULE_KIND_LABELS.items()
        ]

    def draft(self, scan: IncomingFile | None) -> RuleDraft:
        """Return what was entered."""
        fields = {name: value for name, value in self.cleaned_data.items() if name != "scan"}
        return RuleDraft(**fields, scan=scan)


class RepealForm(WithChoices):
    """The end of a rule."""

    repealed_on = forms.DateField(label=_("废止日期"), widget=date_input())
    successor_id = id_field(_("由哪件制度替代"), required=False)


def text_of(rule: OwnRule, clauses: list[OwnRuleClause]) -> str:
    """Return the text a rule was split from, as near as it is known, for putting it right."""
    parts = [rule.preamble] if rule.preamble else []
    heading = ""
    for one in clauses:
        if one.heading and one.heading != heading:
            heading = one.heading
            parts.append(heading)
        parts.append(written(one.number, one.text))
    return "\n".join(parts)


def initial_of(rule: OwnRule, clauses: list[OwnRuleClause]) -> dict[str, object]:
    """Return a rule as the form shows it."""
    return {
        "kind": rule.kind,
        "name": rule.name,
        "number": rule.number,
        "issued_on": rule.issued_on,
        "in_force_from": rule.in_force_from,
        "text": text_of(rule, clauses),
        "note": rule.note,
        "is_open_to_members": rule.is_open_to_members,
    }


def clause_groups(clauses: list[OwnRuleClause]) -> Groups:
    """Return clauses to choose from, grouped by rule, each with its first words."""
    groups: dict[UUID, tuple[str, list[tuple[str, str]]]] = {}
    for one in clauses:
        rule = one.rule
        _name, options = groups.setdefault(rule.id, (_titled(rule), []))
        words = " ".join(str(getattr(one, "excerpt", "")).split())
        options.append((str(one.id), f"{one.number} {words}".strip()))
    return list(groups.values())


def _titled(rule: OwnRule) -> str:
    return f"《{rule.name}》{rule.number or issued(rule.issued_on)}"


def issued(day: date) -> str:
    """Return when a rule without 文号 was issued."""
    return gettext("%(day)s 印发") % {"day": day.isoformat()}
