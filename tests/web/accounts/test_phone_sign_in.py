"""Sign-in of a grid member: SMS code and work card."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client

from tests.accounts.people import Person
from tests.cast import make_office
from tests.web.accounts.cast import MOBILE, last_code, sign_in_to_desk
from xiezhi.accounts.models import BoundDevice, Procuratorate, SmsCode
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor
from xiezhi.supporters.models import Supporter, WorkCard
from xiezhi.supporters.services.appointments import dismiss_supporter
from xiezhi.supporters.services.work_cards import issue_work_card

SIGN_IN = "/sign-in/"
COOKIE = "xz_phone"


def issue(office: Procuratorate, member: Supporter) -> str:
    with tenant_scope(office.id):
        return issue_work_card(
            acting=system_actor(office.id), supporter_id=member.id, now=clock.now()
        )


def test_code_binds_the_phone_for_180_days(client: Client, grid_member: Supporter) -> None:
    client.post(SIGN_IN, {"act": "send", "phone": "139 0000 0007"})
    answer = client.post(SIGN_IN, {"act": "verify", "code": last_code(MOBILE)})
    assert answer.status_code == 302
    cookie = answer.cookies[COOKIE]
    assert cookie["max-age"] == 180 * 24 * 3600
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert client.get(SIGN_IN).status_code == 302


@pytest.mark.parametrize("number", [MOBILE, "13800000000"])
def test_page_is_the_same_for_known_and_unknown_numbers(
    client: Client, grid_member: Supporter, number: str
) -> None:
    sent = client.post(SIGN_IN, {"act": "send", "phone": number}).content.decode()
    assert "短信验证码已发到" in sent
    wrong = client.post(SIGN_IN, {"act": "verify", "code": "000000"}).content.decode()
    assert "验证码不正确或已过期。" in wrong


@pytest.mark.parametrize("number", [MOBILE, "13800000000"])
def test_known_and_unknown_numbers_lock_alike(
    client: Client, grid_member: Supporter, number: str
) -> None:
    client.post(SIGN_IN, {"act": "send", "phone": number})
    answers = [client.post(SIGN_IN, {"act": "verify", "code": "x"}) for _ in range(5)]
    assert answers[-1].status_code == 429


def test_right_code_after_the_lock_is_refused(client: Client, grid_member: Supporter) -> None:
    client.post(SIGN_IN, {"act": "send", "phone": MOBILE})
    code = last_code(MOBILE)
    for _ in range(5):
        client.post(SIGN_IN, {"act": "verify", "code": "x"})
    assert client.post(SIGN_IN, {"act": "verify", "code": code}).status_code == 429


def test_code_is_used_once(client: Client, grid_member: Supporter) -> None:
    client.post(SIGN_IN, {"act": "send", "phone": MOBILE})
    code = last_code(MOBILE)
    client.post(SIGN_IN, {"act": "verify", "code": code})
    other = Client()
    other.post(SIGN_IN, {"act": "send", "phone": MOBILE})
    page = other.post(SIGN_IN, {"act": "verify", "code": code})
    assert COOKIE not in page.cookies


def test_nothing_that_is_kept_holds_the_code_or_the_number(
    client: Client, office: Procuratorate, grid_member: Supporter
) -> None:
    client.post(SIGN_IN, {"act": "send", "phone": MOBILE})
    code = last_code(MOBILE)
    client.post(SIGN_IN, {"act": "verify", "code": f"{code}0"})
    attempt = AccessAttempt.objects.get()
    kept = f"{attempt.username}{attempt.post_data}{attempt.get_data}{attempt.ip_address}"
    assert code not in kept
    assert MOBILE not in kept
    with tenant_scope(office.id):
        assert len(bytes(SmsCode.objects.get().code_hash)) == 32


def test_preview_of_a_card_does_not_use_it(
    client: Client, office: Procuratorate, grid_member: Supporter
) -> None:
    token = issue(office, grid_member)
    for _ in range(3):
        assert "网格员07" in client.get(f"/card/{token}/").content.decode()
    with tenant_scope(office.id):
        assert WorkCard.objects.get().used_at is None
    answer = client.post(f"/card/{token}/")
    assert answer.cookies[COOKIE].value
    assert client.get(SIGN_IN).status_code == 302


def test_card_binds_one_phone_only(
    client: Client, office: Procuratorate, grid_member: Supporter
) -> None:
    token = issue(office, grid_member)
    client.post(f"/card/{token}/")
    second = Client().post(f"/card/{token}/")
    assert second.status_code == 404
    assert "已经绑定过手机" in second.content.decode()


def test_new_card_ends_the_one_before(
    client: Client, office: Procuratorate, grid_member: Supporter
) -> None:
    first = issue(office, grid_member)
    issue(office, grid_member)
    assert client.get(f"/card/{first}/").status_code == 404


def test_card_of_another_office_is_unknown_here(
    client: Client, office: Procuratorate, grid_member: Supporter
) -> None:
    make_office(clock.now(), slug="other", number=8, is_default=False)
    token = issue(office, grid_member)
    assert Client(HTTP_HOST="other.test").get(f"/card/{token}/").status_code == 404


def test_phone_bound_here_is_nobody_in_another_office(
    client: Client, office: Procuratorate, grid_member: Supporter
) -> None:
    make_office(clock.now(), slug="other", number=8, is_default=False)
    client.post(f"/card/{issue(office, grid_member)}/")
    elsewhere = Client(HTTP_HOST="other.test")
    elsewhere.cookies[COOKIE] = client.cookies[COOKIE].value
    assert elsewhere.get(SIGN_IN).status_code == 200


def test_binding_ends_after_180_days(
    client: Client, office: Procuratorate, grid_member: Supporter
) -> None:
    client.post(f"/card/{issue(office, grid_member)}/")
    with tenant_scope(office.id):
        BoundDevice.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert client.get(SIGN_IN).status_code == 200


def test_dismissal_unbinds_the_phone(
    client: Client, office: Procuratorate, grid_member: Supporter
) -> None:
    client.post(f"/card/{issue(office, grid_member)}/")
    with tenant_scope(office.id):
        dismiss_supporter(
            acting=system_actor(office.id),
            supporter_id=grid_member.id,
            dismissed_on=clock.legal_day(clock.now()),
            reason="迁居",
            now=clock.now(),
        )
    assert client.get(SIGN_IN).status_code == 200


def test_signing_out_unbinds_the_phone(
    client: Client, office: Procuratorate, grid_member: Supporter
) -> None:
    client.post(f"/card/{issue(office, grid_member)}/")
    value = client.cookies[COOKIE].value
    client.post("/sign-out/")
    client.cookies[COOKIE] = value
    assert client.get(SIGN_IN).status_code == 200


def test_lost_phone_is_unbound_by_the_office(
    client: Client, head: Person, grid_member: Supporter
) -> None:
    client.post(SIGN_IN, {"act": "send", "phone": MOBILE})
    client.post(SIGN_IN, {"act": "verify", "code": last_code(MOBILE)})
    assert client.get("/mine/").status_code == 200
    desk = Client()
    sign_in_to_desk(desk, head.login)
    page = f"/desk/office/supporters/{grid_member.id}/"
    assert "短信验证码绑定" in desk.get(page).content.decode()
    assert desk.post(f"{page}unbind/").status_code == 302
    assert "没有绑定的手机" in desk.get(page).content.decode()
    assert client.get("/mine/").status_code != 200
