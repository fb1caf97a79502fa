"""How allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from xiezhi.accounts.models import Account
from xiezhi.accounts.services.sign_ins import record_sign_in
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.web.accounts.step_up import VALID_SECONDS
from xiezhi.web.middleware.actor import actor_for


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs up; accounts are made by the office. Each door opens to its own face."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("登录名或密码不正确。"),
        "too_many_login_attempts": _("尝试次数过多，请稍后再试。"),
        "incorrect_code": _("动态口令不正确或已用过，请输入最新的 6 位数字。"),
        "rate_limited": _("尝试次数过多，请稍后再试。"),
    }

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    @override
    def get_client_ip(self, request: HttpRequest) -> Any:
        return "0.0.0.0"  # noqa: S104  # the application never learns addresses

    @override
    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: our own pages do."""

    @override
    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user = request.user
        is_unit = isinstance(user, Account) and user.kind == ActorKind.UNIT
        return "/portal/" if is_unit else "/desk/"

    @override
    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        now = clock.now()
        if isinstance(user, Account):
            means = "password+second_factor" if is_mfa_enabled(user) else "password_or_sms"
            record_sign_in(acting=actor_for(request), account_id=user.pk, means=means, now=now)
        request.session["signed_in_at"] = request.session["seen_at"] = now.timestamp()
        return response  # type: ignore[no-any-return]  # allauth ships no types

    @override
    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A first factor, and what follows a fresh sign-in, need no second proof."""
        if app == "allauth.mfa" and not is_mfa_enabled(self.request.user):
            return False
        signed_in_at = self.request.session.get("signed_in_at", 0)
        if clock.now().timestamp() - float(signed_in_at) < VALID_SECONDS:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    @override
    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")
