"""Sign-in of a unit's liaison officer."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.accounts.people import PASSWORD
from tests.web.accounts.cast import OFFICER_MOBILE, SECRET, last_code, totp
from xiezhi.accounts.models import Procuratorate, SmsCode
from xiezhi.accounts.services.second_factor import enrol_totp
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor
from xiezhi.partners.models import LiaisonOfficer
from xiezhi.partners.services.units import UnitDetails, change_unit, hand_over_liaison

SIGN_IN = "/portal/sign-in/"


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_password_signs_in(client: Client, officer: LiaisonOfficer) -> None:
    answer = client.post(SIGN_IN, {"act": "password", "account": "xiaofang", "password": PASSWORD})
    assert answer.headers["Location"] == "/portal/"
    assert signed_in(client)


def test_code_by_sms_signs_in(client: Client, officer: LiaisonOfficer) -> None:
    client.post(SIGN_IN, {"act": "send", "account": "xiaofang"})
    answer = client.post(SIGN_IN, {"act": "verify", "code": last_code(OFFICER_MOBILE)})
    assert answer.headers["Location"] == "/portal/"


@pytest.mark.parametrize("account", ["xiaofang", "nobody", "jcg02"])
def test_asking_for_a_code_reads_the_same_for_any_name(
    client: Client, officer: LiaisonOfficer, prosecutor: object, account: str
) -> None:
    page = client.post(SIGN_IN, {"act": "send", "account": account}).content.decode()
    assert "如果账号登记了联络员手机，验证码已发出" in page
    assert account not in page


@pytest.mark.parametrize("account", ["xiaofang", "nobody", "jcg02"])
def test_wrong_password_reads_the_same_for_any_name(
    client: Client, officer: LiaisonOfficer, prosecutor: object, account: str
) -> None:
    page = client.post(
        SIGN_IN, {"act": "password", "account": account, "password": "wrong words here"}
    ).content.decode()
    assert "单位账号或密码不正确。" in page


def test_second_code_within_a_minute_is_not_sent(
    client: Client, office: Procuratorate, officer: LiaisonOfficer
) -> None:
    client.post(SIGN_IN, {"act": "send", "account": "xiaofang"})
    client.post(SIGN_IN, {"act": "send"})
    with tenant_scope(office.id):
        assert SmsCode.objects.count() == 1


def test_wrong_codes_lock_the_account_for_the_password_too(
    client: Client, officer: LiaisonOfficer
) -> None:
    client.post(SIGN_IN, {"act": "send", "account": "xiaofang"})
    answers = [client.post(SIGN_IN, {"act": "verify", "code": "x"}) for _ in range(5)]
    assert answers[-1].status_code == 429
    again = {"act": "password", "account": "xiaofang", "password": PASSWORD}
    assert Client().post(SIGN_IN, again).status_code == 429


def test_code_expires(client: Client, office: Procuratorate, officer: LiaisonOfficer) -> None:
    client.post(SIGN_IN, {"act": "send", "account": "xiaofang"})
    code = last_code(OFFICER_MOBILE)
    with tenant_scope(office.id):
        SmsCode.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    page = client.post(SIGN_IN, {"act": "verify", "code": code})
    assert "验证码不正确或已过期。" in page.content.decode()


def test_unit_that_asks_for_it_needs_a_second_factor(
    client: Client, office: Procuratorate, officer: LiaisonOfficer
) -> None:
    details = UnitDetails(
        name="旗消防救援大队", short_name="消防", kind="judicial", requires_totp=True
    )
    with tenant_scope(office.id):
        change_unit(
            acting=system_actor(office.id),
            unit_id=officer.unit_id,
            details=details,
            now=clock.now(),
        )
    form = {"act": "password", "account": "xiaofang", "password": PASSWORD}
    client.post(SIGN_IN, form)
    assert client.get("/portal/").headers["Location"] == "/account/second-factor/"
    enrol_totp(officer.account_id, SECRET)
    later = Client()
    assert later.post(SIGN_IN, form).headers["Location"].endswith("/authenticate/")
    answer = later.post("/account/second-factor/authenticate/", {"code": totp()})
    assert answer.headers["Location"] == "/portal/"


def test_officer_after_handover_signs_in_no_more(
    client: Client, office: Procuratorate, officer: LiaisonOfficer
) -> None:
    form = {"act": "password", "account": "xiaofang", "password": PASSWORD}
    client.post(SIGN_IN, form)
    with tenant_scope(office.id):
        hand_over_liaison(
            acting=system_actor(office.id),
            officer_id=officer.id,
            label="消防大队联络员02",
            password="a new officer's words",
            now=clock.now(),
        )
    assert client.get("/account/second-factor/").status_code == 302
    refused = Client().post(SIGN_IN, form)
    assert "单位账号或密码不正确。" in refused.content.decode()
    new = Client().post(SIGN_IN, form | {"password": "a new officer's words"})
    assert new.headers["Location"] == "/portal/"


def test_members_of_staff_have_their_own_door(client: Client, prosecutor: object) -> None:
    page = client.post(SIGN_IN, {"act": "password", "account": "jcg02", "password": PASSWORD})
    assert "单位账号或密码不正确。" in page.content.decode()
