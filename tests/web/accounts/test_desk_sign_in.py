"""Sign-in of staff: password and second factor, locks, time-outs, other offices."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from tests.accounts.people import PASSWORD, Person, make_person
from tests.cast import make_office
from tests.web.accounts.cast import SECRET, sign_in_to_desk, totp
from xiezhi.accounts.models import Account, Procuratorate
from xiezhi.accounts.services.second_factor import remove_second_factors
from xiezhi.kernel import clock

SIGN_IN = "/desk/sign-in/"
PAGE = "/desk/style/"


def test_password_alone_does_not_sign_in(client: Client, prosecutor: Person) -> None:
    answer = client.post(SIGN_IN, {"login": prosecutor.login, "password": PASSWORD})
    assert answer.headers["Location"] == "/account/second-factor/authenticate/"
    assert "_auth_user_id" not in client.session


def test_password_and_code_sign_in(client: Client, prosecutor: Person) -> None:
    sign_in_to_desk(client, prosecutor.login)
    assert client.get(PAGE).status_code == 200


def test_code_is_used_once(client: Client, prosecutor: Person) -> None:
    other = Client()
    other.post(SIGN_IN, {"login": prosecutor.login, "password": PASSWORD})
    code = totp()
    assert other.post("/account/second-factor/authenticate/", {"code": code}).status_code == 302
    third = Client()
    third.post(SIGN_IN, {"login": prosecutor.login, "password": PASSWORD})
    assert third.post("/account/second-factor/authenticate/", {"code": code}).status_code == 200


@pytest.mark.parametrize(
    ("login", "password"),
    [
        pytest.param("jcg02", "wrong words here", id="wrong password"),
        pytest.param("nobody", PASSWORD, id="unknown account"),
        pytest.param("xiaofang", PASSWORD, id="account of a unit"),
        pytest.param("grid-member-7", PASSWORD, id="account of a grid member"),
    ],
)
@pytest.mark.usefixtures("officer", "grid_member")
def test_every_failure_reads_the_same(
    client: Client, prosecutor: Person, login: str, password: str
) -> None:
    page = client.post(SIGN_IN, {"login": login, "password": password})
    assert page.status_code == 200
    assert "登录名或密码不正确。" in page.content.decode()


def test_name_is_locked_after_five_failures_even_for_the_right_password(
    client: Client, prosecutor: Person
) -> None:
    answers = [
        client.post(SIGN_IN, {"login": prosecutor.login, "password": "wrong words here"})
        for _ in range(5)
    ]
    assert answers[-1].status_code == 429
    again = Client().post(SIGN_IN, {"login": prosecutor.login, "password": PASSWORD})
    assert again.status_code == 429
    assert "15 分钟后再试" in again.content.decode()
    assert again.headers["Retry-After"] == "900"


def test_unknown_name_is_locked_in_the_same_way(client: Client, office: Procuratorate) -> None:
    answers = [
        client.post(SIGN_IN, {"login": "nobody", "password": "wrong words here"}) for _ in range(5)
    ]
    assert answers[-1].status_code == 429


def test_wrong_codes_lock_too(client: Client, prosecutor: Person) -> None:
    client.post(SIGN_IN, {"login": prosecutor.login, "password": PASSWORD})
    answers = [
        client.post("/account/second-factor/authenticate/", {"code": "000000"}) for _ in range(5)
    ]
    assert answers[-1].status_code == 429


def test_lock_of_a_name_leaves_the_same_name_elsewhere_open(
    client: Client, prosecutor: Person
) -> None:
    other = make_office(clock.now(), slug="other", number=8, is_default=False)
    make_person(other, "检察官02", "jcg02", ("prosecutor",), secret=SECRET)
    for _ in range(5):
        client.post(SIGN_IN, {"login": "jcg02", "password": "wrong words here"})
    elsewhere = Client(HTTP_HOST="other.test")
    answer = elsewhere.post(SIGN_IN, {"login": "jcg02", "password": PASSWORD})
    assert answer.status_code == 302


def test_account_of_another_office_does_not_exist_here(client: Client, prosecutor: Person) -> None:
    other = make_office(clock.now(), slug="other", number=8, is_default=False)
    make_person(other, "检察官09", "jcg09", ("prosecutor",), secret=SECRET)
    page = client.post(SIGN_IN, {"login": "jcg09", "password": PASSWORD})
    assert "登录名或密码不正确。" in page.content.decode()
    page = client.post(SIGN_IN, {"login": "other/jcg09", "password": PASSWORD})
    assert "登录名或密码不正确。" in page.content.decode()


def test_session_of_another_office_is_nobody_here(client: Client, prosecutor: Person) -> None:
    other = make_office(clock.now(), slug="other", number=8, is_default=False)
    make_person(other, "检察官09", "jcg09", ("prosecutor",), secret=SECRET)
    elsewhere = Client(HTTP_HOST="other.test")
    sign_in_to_desk(elsewhere, "jcg09")
    assert elsewhere.get(PAGE).status_code == 200
    assert elsewhere.get("/desk/office/people/", HTTP_HOST="testserver").status_code == 302


def test_second_factor_is_enrolled_before_any_desk_page(client: Client, prosecutor: Person) -> None:
    remove_second_factors(prosecutor.account_id)
    client.post(SIGN_IN, {"login": prosecutor.login, "password": PASSWORD})
    answer = client.get(PAGE)
    assert answer.headers["Location"] == "/account/second-factor/"
    page = client.get("/account/second-factor/totp/activate/")
    assert page.status_code == 200
    assert " style=" not in page.content.decode()


def test_enrolling_gives_recovery_codes_and_opens_the_desk(
    client: Client, prosecutor: Person
) -> None:
    remove_second_factors(prosecutor.account_id)
    client.post(SIGN_IN, {"login": prosecutor.login, "password": PASSWORD})
    client.get("/account/second-factor/totp/activate/")
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    answer = client.post("/account/second-factor/totp/activate/", {"code": totp()})
    assert answer.headers["Location"] == "/account/second-factor/recovery-codes/"
    assert client.get("/account/second-factor/recovery-codes/").status_code == 200
    assert client.get(PAGE).status_code == 200


def test_last_second_factor_cannot_be_removed(client: Client, prosecutor: Person) -> None:
    sign_in_to_desk(client, prosecutor.login)
    client.post("/account/confirm/", {"password": PASSWORD, "code": totp(), "next": "/desk/"})
    page = client.post("/account/second-factor/totp/deactivate/")
    assert "至少保留一种二次验证方式" in page.content.decode()


def test_given_password_is_changed_first(client: Client, prosecutor: Person) -> None:
    Account.objects.filter(pk=prosecutor.account_id).update(must_change_password=True)
    sign_in_to_desk(client, prosecutor.login)
    assert client.get(PAGE).headers["Location"] == "/account/password/"
    new = "another long pass phrase"
    answer = client.post("/account/password/", {"old": PASSWORD, "new": new, "again": new})
    assert answer.headers["Location"] == "/desk/"
    assert client.get(PAGE).status_code == 200


def test_weak_password_is_refused_on_the_form(client: Client, prosecutor: Person) -> None:
    sign_in_to_desk(client, prosecutor.login)
    page = client.post("/account/password/", {"old": PASSWORD, "new": "123456", "again": "123456"})
    assert "密码太简单" in page.content.decode()


@pytest.mark.parametrize(
    ("key", "seconds"),
    [
        pytest.param("seen_at", 30 * 60, id="30 minutes without a request"),
        pytest.param("signed_in_at", 8 * 3600, id="8 hours in all"),
    ],
)
def test_session_ends_by_itself(client: Client, prosecutor: Person, key: str, seconds: int) -> None:
    sign_in_to_desk(client, prosecutor.login)
    store = SessionStore(client.session.session_key)
    store[key] = clock.now().timestamp() - seconds
    store.save()
    answer = client.get("/desk/office/people/")
    assert answer.headers["Location"].startswith(SIGN_IN)
    assert "登录已超时" in client.get(answer.headers["Location"]).content.decode()


def test_sign_out_clears_the_browser_and_needs_a_post(client: Client, prosecutor: Person) -> None:
    sign_in_to_desk(client, prosecutor.login)
    assert client.get("/account/sign-out/").status_code == 405
    answer = client.post("/account/sign-out/")
    assert "storage" in answer.headers["Clear-Site-Data"]
    assert "_auth_user_id" not in client.session


def test_closed_account_ends_its_sessions(client: Client, prosecutor: Person) -> None:
    sign_in_to_desk(client, prosecutor.login)
    Account.objects.filter(pk=prosecutor.account_id).update(is_active=False)
    assert client.get("/desk/office/people/").headers["Location"].startswith(SIGN_IN)


def test_desk_page_leads_to_the_door_and_back(client: Client, prosecutor: Person) -> None:
    answer = client.get("/desk/office/people/")
    assert answer.headers["Location"] == f"{SIGN_IN}?next=%2Fdesk%2Foffice%2Fpeople%2F"
