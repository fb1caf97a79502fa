"""本院规定的期限: an own variant of a rule has a line and a length of its own."""

from datetime import date

from django.test import Client

from tests.accounts.people import Person
from tests.web.accounts.cast import sign_in_to_desk
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.selectors.office_settings import find_own_limit
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock

URL = "/desk/house/limits/sugg_reply--urgent/"


def test_own_variant_is_listed_with_its_condition_and_set(
    client: Client, office: Procuratorate, system_admin: Person
) -> None:
    sign_in_to_desk(client, system_admin.login)
    assert URL in client.get("/desk/house/limits/").content.decode()
    assert "紧急" in client.get(URL).content.decode()
    today: date = clock.legal_day(clock.now())
    sent = {"length": 15, "unit": "day", "effective_from": today.isoformat(), "clause_id": ""}
    assert client.post(f"{URL}set/", sent).status_code == 302
    with tenant_scope(office.id):
        limit = find_own_limit("sugg_reply--urgent", today)
        assert limit is not None
        assert limit.length == 15
        assert find_own_limit("sugg_reply", today) is None
    assert "15 日" in client.get(URL).content.decode()


def test_statutory_variant_has_no_page(client: Client, system_admin: Person) -> None:
    sign_in_to_desk(client, system_admin.login)
    assert client.get("/desk/house/limits/pil_suggestion_reply--urgent/").status_code == 404
