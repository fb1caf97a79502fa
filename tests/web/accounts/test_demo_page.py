"""The demo's page of sign-ins."""

from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from tests.accounts.people import Person
from tests.web.accounts.cast import OFFICER_MOBILE
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.demo import DEMO_PASSWORD, demo_totp_secret
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.errors import NotFoundError
from xiezhi.notifications.channels.sms import sms_channel
from xiezhi.partners.models import LiaisonOfficer
from xiezhi.supporters.models import Supporter
from xiezhi.web.demo.views import sign_ins


def test_page_lists_every_door_with_the_present_code_and_the_last_texts(
    rf: RequestFactory,
    office: Procuratorate,
    prosecutor: Person,
    officer: LiaisonOfficer,
    grid_member: Supporter,
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.XIEZHI_DEMO = True
    settings.XIEZHI_FILES = tmp_path / "files"
    sms_channel().send(number=OFFICER_MOBILE, text="验证码 123456", now=clock.now())
    office.slug = "dalad"
    request: HttpRequest = rf.get("/demo/")
    request.procuratorate = office  # type: ignore[attr-defined]  # set by middleware
    with tenant_scope(office.id):
        page = sign_ins(request).content.decode()
    for word in ("jcg02", "xiaofang", "网格员07", DEMO_PASSWORD, "验证码 123456"):
        assert word in page


def test_those_a_lead_needs_first_stand_first(
    rf: RequestFactory, office: Procuratorate, audit_admin: Person, head: Person, prosecutor: Person
) -> None:
    office.slug = "dalad"
    request: HttpRequest = rf.get("/demo/")
    request.procuratorate = office  # type: ignore[attr-defined]  # set by middleware
    with tenant_scope(office.id):
        page = sign_ins(request).content.decode()
    places = [page.index(person.login) for person in (head, prosecutor, audit_admin)]
    assert places == sorted(places)


def test_page_shows_nothing_of_a_real_office_though_the_switch_is_on(
    rf: RequestFactory, office: Procuratorate, prosecutor: Person
) -> None:
    request: HttpRequest = rf.get("/demo/")
    request.procuratorate = office  # type: ignore[attr-defined]  # set by middleware
    with tenant_scope(office.id), pytest.raises(NotFoundError):
        sign_ins(request)


def test_demo_secrets_are_the_same_at_every_load() -> None:
    assert demo_totp_secret("dalate/jcg02") == demo_totp_secret("dalate/jcg02")
    assert demo_totp_secret("dalate/jcg02") != demo_totp_secret("dalate/jcg03")
