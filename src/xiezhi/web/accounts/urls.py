"""Addresses of signing in: what every face needs, and each face's own door."""

from typing import Final

from allauth.account import views as allauth_views
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from xiezhi.web.accounts import phone, problems, session, unit

problems.register_texts()

Addresses = list[URLPattern | URLResolver]

shared: Final[Addresses] = [
    path("account/sign-out/", session.sign_out, name="account_logout"),
    path("account/confirm/", session.confirm, name="account_reauthenticate"),
    path("account/password/", session.password, name="account_change_password"),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("account/language/", set_language, name="set_language"),
]
desk: Final[Addresses] = [
    path("desk/sign-in/", allauth_views.login, name="account_login"),
    path("desk/confirm/", session.confirm, name="account_reauthenticate"),
]
portal: Final[Addresses] = [path("portal/sign-in/", unit.sign_in, name="portal_sign_in")]
snap: Final[Addresses] = [
    path("sign-in/", phone.sign_in, name="sign_in"),
    path("sign-out/", phone.sign_out, name="sign_out"),
    path("card/<str:token>/", phone.card, name="bind"),
]
