"""本院设置: the day reporting months end on, and the way to the limits."""

from django.test import Client

from tests.accounts.people import Person
from tests.web.accounts.cast import sign_in_to_desk
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.selectors.office_settings import statistics_day
from xiezhi.infra.tenant import tenant_scope

URL = "/desk/office/settings/statistics/"


def test_statistics_day_is_set_and_set_back(
    client: Client, office: Procuratorate, system_admin: Person
) -> None:
    sign_in_to_desk(client, system_admin.login)
    for sent, kept, words in (("25", 25, "每月 25 日"), ("", None, "每月最后一日")):
        assert client.post(URL, {"day_of_month": sent}).status_code == 302
        with tenant_scope(office.id):
            assert statistics_day() == kept
        assert words in client.get("/desk/office/settings/").content.decode()


def test_day_not_every_month_has_is_refused(client: Client, system_admin: Person) -> None:
    sign_in_to_desk(client, system_admin.login)
    assert client.post(URL, {"day_of_month": "31"}).status_code == 400


def test_settings_lead_to_the_limits(client: Client, system_admin: Person) -> None:
    sign_in_to_desk(client, system_admin.login)
    page = client.get("/desk/office/settings/").content.decode()
    assert "/desk/house/limits/" in page
    assert "本院已规定 0 项" in page
