"""Sensitive acts ask once more who it is."""

from datetime import datetime

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from tests.accounts.people import PASSWORD, Person
from tests.cast import make_office
from tests.web.accounts.cast import sign_in_to_desk, totp
from xiezhi.kernel import clock

CONFIRM = "/desk/confirm/"


def confirm(client: Client, page: str) -> str:
    form = {"password": PASSWORD, "code": totp(), "next": page}
    return str(client.post(CONFIRM, form).headers["Location"])


def test_granting_asks_first_and_leads_back(
    client: Client, security_admin: Person, prosecutor: Person
) -> None:
    sign_in_to_desk(client, security_admin.login)
    page = f"/desk/office/people/{prosecutor.id}/roles/"
    answer = client.get(page)
    assert answer.headers["Location"].startswith(f"{CONFIRM}?next=")
    assert confirm(client, page) == page
    assert client.get(page).status_code == 200


@pytest.mark.parametrize(
    ("password", "with_code"),
    [
        pytest.param("wrong words here", True, id="wrong password"),
        pytest.param(PASSWORD, False, id="password alone"),
    ],
)
def test_half_a_proof_is_none(
    client: Client, security_admin: Person, prosecutor: Person, password: str, *, with_code: bool
) -> None:
    sign_in_to_desk(client, security_admin.login)
    code = totp() if with_code else ""
    page = client.post(CONFIRM, {"password": password, "code": code, "next": "/desk/"})
    assert page.status_code == 200
    assert "stepped_up_at" not in client.session


def test_proof_is_good_for_five_minutes(
    client: Client, security_admin: Person, prosecutor: Person
) -> None:
    sign_in_to_desk(client, security_admin.login)
    page = f"/desk/office/people/{prosecutor.id}/roles/"
    confirm(client, page)
    store = SessionStore(client.session.session_key)
    store["stepped_up_at"] = clock.now().timestamp() - 301
    store.save()
    assert client.get(page).status_code == 302


@pytest.mark.parametrize(
    "target",
    ["https://elsewhere.test/", "//elsewhere.test/", "javascript:alert(1)", "desk"],
)
def test_confirmation_leads_to_this_site_only(
    client: Client, security_admin: Person, target: str
) -> None:
    sign_in_to_desk(client, security_admin.login)
    assert confirm(client, target) == "/desk/"


def test_wrong_proofs_lock_the_name(client: Client, security_admin: Person) -> None:
    sign_in_to_desk(client, security_admin.login)
    form = {"password": "wrong words here", "code": "000000"}
    answers = [client.post(CONFIRM, form) for _ in range(5)]
    assert answers[-1].status_code == 429


def test_the_second_factor_asked_again_is_locked_too(
    client: Client, security_admin: Person
) -> None:
    sign_in_to_desk(client, security_admin.login)
    page = "/account/second-factor/reauthenticate/"
    answers = [client.post(page, {"code": "000000"}) for _ in range(5)]
    assert answers[-1].status_code == 429


def test_a_code_used_once_is_not_taken_again(client: Client, security_admin: Person) -> None:
    sign_in_to_desk(client, security_admin.login)
    page = "/account/second-factor/reauthenticate/"
    code = totp()
    assert client.post(page, {"code": code}).status_code == 302
    assert client.post(page, {"code": code}).status_code == 200


def test_a_session_of_another_office_is_nobody_here(
    client: Client, security_admin: Person, now: datetime
) -> None:
    make_office(now, slug="other", number=8, is_default=False)
    sign_in_to_desk(client, security_admin.login)
    assert client.get("/account/password/").status_code == 200
    answer = client.get("/account/password/", headers={"host": "other.test"})
    assert answer.status_code == 302
    assert "sign-in" in answer.headers["Location"]
