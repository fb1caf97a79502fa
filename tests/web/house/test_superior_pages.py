"""上级单位 on the page of a unit; the organs above it offered where copies of a letter are entered."""

from datetime import date

from django.test import Client

from tests.accounts.people import Person
from tests.cast import make_unit
from tests.web.accounts.cast import sign_in_to_desk
from xiezhi.accounts.models import Procuratorate
from xiezhi.infra.tenant import tenant_scope
from xiezhi.partners.models import UnitSuperior
from xiezhi.partners.selectors.superiors import superiors_on

SINCE = date(2026, 1, 1)


def test_superior_is_noted_ended_and_taken_out(
    client: Client, office: Procuratorate, head: Person
) -> None:
    sign_in_to_desk(client, head.login)
    with tenant_scope(office.id):
        banner, city = make_unit("旗水利局"), make_unit("市水利局")
    page = f"/desk/office/units/{banner.id}/"
    sent = {"superior_id": str(city.id), "since": SINCE.isoformat(), "until": ""}
    assert client.post(f"{page}superiors/", sent).status_code == 302
    with tenant_scope(office.id):
        relation = UnitSuperior.objects.get()
    assert "市水利局" in client.get(page).content.decode()

    change = f"/desk/office/superiors/{relation.id}/"
    assert "2026-01-01" in client.get(change).content.decode()
    assert client.post(change, sent | {"until": "2026-06-30"}).status_code == 302
    with tenant_scope(office.id):
        assert superiors_on([banner.id], date(2026, 7, 1)) == ()
        assert [one.id for one in superiors_on([banner.id], SINCE)] == [city.id]
    assert "不在期间内" in client.get(page).content.decode()

    assert client.post(f"{change}remove/").status_code == 302
    with tenant_scope(office.id):
        assert not UnitSuperior.objects.exists()


def test_refusal_is_said_on_the_form(client: Client, office: Procuratorate, head: Person) -> None:
    sign_in_to_desk(client, head.login)
    with tenant_scope(office.id):
        banner, city = make_unit("旗水利局"), make_unit("市水利局")
    sent = {"superior_id": str(city.id), "since": "2026-02-01", "until": "2026-01-01"}
    answer = client.post(f"/desk/office/units/{banner.id}/superiors/", sent)
    assert answer.status_code == 400
    assert "截止日期早于开始日期" in answer.content.decode()
