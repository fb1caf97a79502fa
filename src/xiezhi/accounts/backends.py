"""Password sign-in within the office the host name led to."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest
from typing_extensions import override

from xiezhi.accounts.models import Account


class OfficeBackend(BaseBackend):
    """Finds ``<office>/<name>``; an account of another office does not exist here."""

    @override
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> Account | None:
        office = getattr(request, "procuratorate", None)
        if office is None or not username or password is None:
            return None
        name = username.strip().lower()
        account = Account.objects.filter(username=f"{office.slug}/{name}").first()
        if account is None:
            Account().set_password(password)  # the same work as for a name that exists
            return None
        return account if account.check_password(password) and account.is_active else None

    @override
    def get_user(self, user_id: Any) -> Account | None:
        account = Account.objects.filter(pk=user_id).first()
        return account if account is not None and account.is_active else None
