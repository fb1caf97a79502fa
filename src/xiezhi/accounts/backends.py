"""Sign-in within the office the host name led to; an account of another does not exist here."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest
from typing_extensions import override

from xiezhi.accounts.models import Account
from xiezhi.accounts.selectors.staff import find_account_named
from xiezhi.accounts.services.sms_codes import verify_code
from xiezhi.infra.sql import load
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind


class OfficeBackend(BaseBackend):
    """Name and password, for accounts of one kind: each face has its own door."""

    @override
    def authenticate(  # type: ignore[override]  # Django finds backends by their parameters
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        kind: ActorKind | None = None,
    ) -> Account | None:
        if password is None:
            return None
        account = _find(request, username, kind)
        if account is None:
            Account().set_password(password)  # the same work as for a name that exists
            return None
        return account if account.check_password(password) else None

    @override
    def get_user(self, user_id: Any) -> Account | None:
        question = load("accounts", "account_by_id")
        return next(iter(Account.objects.raw(question, {"account": user_id})), None)


class SmsCodeBackend(BaseBackend):
    """Name and a code sent by SMS."""

    @override
    def authenticate(  # type: ignore[override]  # Django finds backends by their parameters
        self,
        request: HttpRequest | None,
        username: str | None = None,
        sms_code: str = "",
        kind: ActorKind | None = None,
    ) -> Account | None:
        account = _find(request, username, kind)
        if account is None or not sms_code:
            return None
        nobody = Actor(kind=ActorKind.PUBLIC, procuratorate_id=account.home_id)
        is_right = verify_code(acting=nobody, account_id=account.pk, code=sms_code, now=clock.now())
        return account if is_right else None

    @override
    def get_user(self, user_id: Any) -> Account | None:
        return OfficeBackend().get_user(user_id)


def _find(
    request: HttpRequest | None, username: str | None, kind: ActorKind | None
) -> Account | None:
    office = getattr(request, "procuratorate", None)
    if office is None or not username or kind is None:
        return None
    return find_account_named(f"{office.slug}/{username.strip().lower()}", kind)
