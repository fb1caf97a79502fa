"""Forms of people, rights, units and supporters."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xiezhi.accounts.rules.roles import ROLE_LABELS, STAFF_ROLES
from xiezhi.partners.rules.kinds import UNIT_KIND_LABELS
from xiezhi.supporters.rules.kinds import SUPPORTER_KIND_LABELS, SupporterKind

Choices = Iterable[tuple[Any, str]]


def date_input() -> forms.DateInput:
    """Return the control of a day."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def id_field(label: object, *, required: bool = True) -> forms.TypedChoiceField:
    """Return a choice of a row; its choices are set when the form is made."""
    return forms.TypedChoiceField(
        label=str(label) if isinstance(label, str) else label,  # type: ignore[arg-type]  # lazy text
        coerce=UUID,
        empty_value=None,
        required=required,
    )


class WithChoices(forms.Form):
    """A form whose choices come from the office's rows."""

    def __init__(
        self, *args: Any, choices: dict[str, Choices] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, options in (choices or {}).items():
            field = self.fields[name]
            rows = [(str(value), label) for value, label in options]
            is_many = isinstance(field, forms.MultipleChoiceField)
            empty = [] if is_many else [("", gettext("请选择"))]
            field.choices = empty + rows  # type: ignore[attr-defined]  # choice fields only


class DepartmentForm(forms.Form):
    """A department."""

    name = forms.CharField(label=_("部门名称"), max_length=40)
    duties = forms.CharField(label=_("职责"), max_length=200, required=False)
    is_public_interest = forms.BooleanField(label=_("办理公益诉讼案件"), required=False)
    position = forms.IntegerField(label=_("排序"), min_value=0, max_value=999, initial=0)


class PersonForm(WithChoices):
    """A member of staff."""

    label = forms.CharField(
        label=_("岗位编号"), max_length=30, help_text=_("例如：检察官助理03。页面和记录只显示它。")
    )
    department_id = id_field(_("部门"))
    login = forms.CharField(label=_("登录名"), max_length=40)
    password = forms.CharField(
        label=_("初始密码"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少 12 位；本人首次登录时必须修改。"),
    )
    office_phone = forms.CharField(label=_("办公电话"), max_length=30, required=False)
    mobile = forms.CharField(label=_("手机"), max_length=20, required=False)
    email = forms.EmailField(label=_("电子邮箱"), required=False)


class ResetPasswordForm(forms.Form):
    """A password for the next sign-in."""

    password = forms.CharField(
        label=_("临时密码"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少 12 位；本人登录后必须修改。"),
    )


class GrantRoleForm(forms.Form):
    """A role for a member."""

    role = forms.ChoiceField(label=_("角色"))
    since = forms.DateField(label=_("自"), widget=date_input())
    until = forms.DateField(label=_("至"), widget=date_input(), required=False)
    concurrent_note = forms.CharField(
        label=_("兼任依据"),
        max_length=120,
        required=False,
        help_text=_("系统、安全、审计三员由一人兼任的，写明批准文件或批准人；名册上标明“兼任”。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role for role in ROLE_LABELS if role in STAFF_ROLES]
        self.fields["role"].choices = [  # type: ignore[attr-defined]  # a choice field
            (role.value, gettext(ROLE_LABELS[role])) for role in roles
        ]


class DelegationForm(WithChoices):
    """代办授权."""

    principal_id = id_field(_("委托人"))
    deputy_id = id_field(_("代办人"))
    since = forms.DateField(label=_("自"), widget=date_input())
    until = forms.DateField(label=_("至"), widget=date_input())
    reason = forms.CharField(
        label=_("事由"), max_length=120, help_text=_("例如：外出培训。决定仍由本人作出。")
    )


class HandoverForm(WithChoices):
    """批量移交承办."""

    from_staff_id = id_field(_("移交人"))
    to_staff_id = id_field(_("接收人"))


class BackupForm(WithChoices):
    """A/B岗."""

    staff_id = id_field(_("A 岗"))
    backup_id = id_field(_("B 岗"), required=False)


class UnitForm(forms.Form):
    """A partner unit."""

    name = forms.CharField(label=_("单位全称"), max_length=60)
    short_name = forms.CharField(label=_("简称"), max_length=20)
    kind = forms.ChoiceField(label=_("类别"))
    duties = forms.CharField(
        label=_("与公益诉讼有关的职责"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    telephone = forms.CharField(label=_("电话"), max_length=30, required=False)
    consented_to_electronic_service_on = forms.DateField(
        label=_("同意电子送达确认书日期"), widget=date_input(), required=False
    )
    requires_totp = forms.BooleanField(label=_("登录门户需要动态口令"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a choice field
            (kind.value, gettext(label)) for kind, label in UNIT_KIND_LABELS.items()
        ]


class InstrumentForm(WithChoices):
    """A text signed with units."""

    title = forms.CharField(label=_("会签文件名称"), max_length=120)
    number = forms.CharField(label=_("文号"), max_length=60, required=False)
    signed_on = forms.DateField(label=_("会签日期"), widget=date_input())
    in_force_until = forms.DateField(label=_("有效期至"), widget=date_input(), required=False)
    unit_ids = forms.TypedMultipleChoiceField(
        label=_("会签单位"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple({"class": "choice-columns"}),
    )


class OfficerForm(forms.Form):
    """A liaison officer; the sign-in name only for the first one."""

    label = forms.CharField(
        label=_("联络员"), max_length=40, help_text=_("写职务和编号，例如：消防大队联络员01。")
    )
    login = forms.CharField(label=_("单位账号"), max_length=40)
    password = forms.CharField(
        label=_("密码"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少 12 位；不设密码的，用短信验证码登录。"),
    )
    section = forms.CharField(label=_("科室"), max_length=40, required=False)
    mobile = forms.CharField(label=_("手机"), max_length=20, required=False)
    email = forms.EmailField(label=_("电子邮箱"), required=False)

    def __init__(self, *args: Any, with_login: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_login:
            del self.fields["login"]


class SupporterForm(WithChoices):
    """A supporter to appoint."""

    kind = forms.TypedChoiceField(label=_("类别"), coerce=SupporterKind)
    number = forms.IntegerField(
        label=_("编号"), min_value=1, max_value=9999, required=False, help_text=_("不填则顺延。")
    )
    name = forms.CharField(label=_("姓名"), max_length=40, required=False)
    mobile = forms.CharField(label=_("手机"), max_length=20, required=False)
    town = forms.CharField(label=_("苏木乡镇、街道"), max_length=30, required=False)
    village = forms.CharField(label=_("嘎查村、社区"), max_length=40, required=False)
    trade = forms.CharField(label=_("职业"), max_length=30, required=False)
    languages = forms.CharField(label=_("语言"), max_length=40, required=False)
    field = forms.CharField(label=_("专长"), max_length=60, required=False)
    unit_id = id_field(_("所在单位"), required=False)
    contact_id = id_field(_("联系检察官"), required=False)
    is_public_grid_worker = forms.BooleanField(label=_("同时是社区（综治）网格员"), required=False)
    term_from = forms.DateField(label=_("聘期自"), widget=date_input())
    term_until = forms.DateField(label=_("聘期至"), widget=date_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a choice field
            (kind.value, gettext(label)) for kind, label in SUPPORTER_KIND_LABELS.items()
        ]


class DismissForm(forms.Form):
    """A dismissal."""

    dismissed_on = forms.DateField(label=_("解聘日期"), widget=date_input())
    reason = forms.CharField(label=_("原因"), max_length=200)
