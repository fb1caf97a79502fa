"""How allauth's second factor behaves here: encrypted secrets, none given up without another."""

import base64
from functools import cache
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from xiezhi.infra.keys import installation_key
from xiezhi.infra.qr import qr_svg

KEY_NAME = "second_factor"


@cache
def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(installation_key(KEY_NAME, size_bytes=32)))


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Keeps secrets out of the database's copies and second factors on the account."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("至少保留一种二次验证方式，请先添加另一种。"),
        "cannot_generate_recovery_codes": _("请先启用动态口令或安全密钥，再生成备用码。"),
        "incorrect_code": _("动态口令不正确或已用过，请输入最新的 6 位数字。"),
    }

    @override
    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    @override
    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    @override
    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username().partition("/")[2]

    @override
    def build_totp_svg(self, url: str) -> str:
        return qr_svg(url)

    @override
    def generate_authenticator_name(
        self,
        user: AbstractBaseUser,
        type: str,  # allauth's name
    ) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("安全密钥 %(number)s") % {"number": count + 1}

    @override
    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(
            pk=authenticator.pk
        )
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    @override
    def _get_site_name(self) -> Any:
        return "协治"
