"""Forms of signing in. Every refusal is neutral: none says whether a name exists."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from xiezhi.accounts.models import Account
from xiezhi.accounts.services.second_factor import accept_code
from xiezhi.kernel.actor import ActorKind
from xiezhi.web.accounts.lockout import is_locked, note_failure

CODE_ATTRIBUTES = {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "12"}


class DeskSignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Name and password of a member of staff."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = _("登录名"), _("密码")
        login.max_length = 40
        login.widget.attrs.pop("placeholder", None)
        password.widget.attrs.pop("placeholder", None)
        password.help_text = ""

    @override
    def user_credentials(self) -> dict[str, Any]:
        return dict(super().user_credentials()) | {"kind": ActorKind.STAFF}


class SecondFactorForm(AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The second step: wrong codes count towards the lock of the name."""

    code = forms.CharField(
        label=_("动态口令"),
        widget=forms.TextInput(attrs=CODE_ATTRIBUTES),
        help_text=_("打开手机上的动态口令应用，输入 6 位数字；也可以输入一个备用码。"),
    )

    @override
    def clean_code(self) -> str:
        from allauth.core import context  # noqa: PLC0415  # set per request by its middleware

        name = self.user.get_username()
        if is_locked(context.request, name):
            raise ValidationError(_("尝试次数过多，请稍后再试。"))
        code = str(self.cleaned_data["code"])
        self.authenticator = accept_code(self.user.pk, code)
        if self.authenticator is None:
            note_failure(context.request, name)
            raise ValidationError(_("动态口令不正确或已用过，请输入最新的 6 位数字。"))
        return code


class SecondFactorAgainForm(SecondFactorForm):
    """The second factor once more, on allauth's own page: locked and spent like the first time."""

    @override
    def save(self) -> None:
        from allauth.core import context  # noqa: PLC0415  # set per request by its middleware

        post_authentication(context.request, self.authenticator, reauthenticated=True)


class EnrolTotpForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    """The first code of a new authenticator."""

    code = forms.CharField(
        label=_("应用显示的 6 位数字"), widget=forms.TextInput(attrs=CODE_ATTRIBUTES)
    )


class ConfirmForm(forms.Form):
    """Who it is, once more: the password and a second factor."""

    password = forms.CharField(
        label=_("密码"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=_("动态口令"),
        widget=forms.TextInput(attrs=CODE_ATTRIBUTES),
        help_text=_("刚用过的口令不能再用，请等下一个。"),
    )
    credential = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, request: HttpRequest, user: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user
        self.fields["code"].required = not is_mfa_enabled(user, [Authenticator.Type.WEBAUTHN])
        if not user.has_usable_password():
            del self.fields["password"]

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        name = self.user.get_username()
        if is_locked(self.request, name):
            raise ValidationError(_("尝试次数过多，请稍后再试。"))
        has_password = self.user.has_usable_password()
        is_right = not has_password or self.user.check_password(cleaned.get("password", ""))
        if not (is_right and self._has_second_factor(cleaned)):
            note_failure(self.request, name)
            raise ValidationError(_("密码或动态口令不正确，或口令刚用过。"))
        return cleaned

    def _has_second_factor(self, cleaned: dict[str, Any]) -> bool:
        if cleaned.get("credential"):
            key = ReauthenticateWebAuthnForm({"credential": cleaned["credential"]}, user=self.user)
            return bool(key.is_valid())
        return accept_code(self.user.pk, str(cleaned.get("code", ""))) is not None


class PasswordForm(forms.Form):
    """A password of one's own choice."""

    old = forms.CharField(
        label=_("现在的密码"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("新密码"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少 12 位，不能全是数字，不能是常见密码。"),
    )
    again = forms.CharField(
        label=_("再输一次新密码"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, user: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user

    def clean_old(self) -> str:
        """Check the present password; failures count towards the lock."""
        old = str(self.cleaned_data["old"])
        name = self.user.get_username()
        if is_locked(self.request, name):
            raise ValidationError(_("尝试次数过多，请稍后再试。"))
        if not self.user.check_password(old):
            note_failure(self.request, name)
            raise ValidationError(_("现在的密码不正确。"))
        return old

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("new") and cleaned.get("again") and cleaned["new"] != cleaned["again"]:
            self.add_error("again", _("两次输入的新密码不一样。"))
        if cleaned.get("new") and cleaned.get("new") == cleaned.get("old"):
            self.add_error("new", _("新密码不能与现在的密码相同。"))
        return cleaned


class UnitNameForm(forms.Form):
    """First step of a unit: the account, and a password unless a code is wanted."""

    account = forms.CharField(
        label=_("单位账号"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("密码"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("没有密码的，点“发短信验证码”。"),
    )


class UnitCodeForm(forms.Form):
    """Second step of a unit: the code."""

    code = forms.CharField(
        label=_("短信验证码"), max_length=12, widget=forms.TextInput(attrs=CODE_ATTRIBUTES)
    )


class PhoneForm(forms.Form):
    """First step of a grid member: the number."""

    phone = forms.CharField(label=_("手机号"), max_length=20)

    def clean_phone(self) -> str:
        """Return the number in digits."""
        digits = "".join(
            character for character in str(self.cleaned_data["phone"]) if character.isdigit()
        )
        digits = digits.removeprefix("86") if len(digits) > _MOBILE_DIGITS else digits
        if len(digits) != _MOBILE_DIGITS or not digits.isascii():
            raise ValidationError(_("请填 11 位手机号。"))
        return digits


_MOBILE_DIGITS = 11


class PhoneCodeForm(forms.Form):
    """Second step of a grid member: the code."""

    code = forms.CharField(label=_("验证码"), max_length=12)
