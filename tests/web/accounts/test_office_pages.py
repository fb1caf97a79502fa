"""The office's own pages: whom they open to, what they do."""

import pytest
from django.test import Client

from tests.accounts.people import PASSWORD, Person
from tests.web.accounts.cast import sign_in_to_desk
from tests.web.accounts.test_step_up import confirm
from xiezhi.accounts.models import Account, OfficeHoliday, Procuratorate, StaffMember
from xiezhi.accounts.selectors.staff import list_staff
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.partners.models import LiaisonOfficer, PartnerUnit
from xiezhi.supporters.models import Supporter

BASE = "/desk/office/"
PAGES = ["people/", "delegation/", "units/", "supporters/", "settings/", "audit/"]
OPEN_TO = {
    "system_admin": {"people/", "settings/"},
    "security_admin": {"people/", "delegation/"},
    "audit_admin": {"audit/"},
    "head": {"people/", "delegation/", "units/", "supporters/"},
    "prosecutor": {"delegation/"},
}


@pytest.mark.parametrize("role", OPEN_TO)
def test_pages_open_by_rights_only(
    client: Client, role: str, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(role)
    sign_in_to_desk(client, person.login)
    opened = {page for page in PAGES if client.get(BASE + page).status_code == 200}
    assert opened == OPEN_TO[role]


def test_sidebar_shows_what_opens(client: Client, audit_admin: Person) -> None:
    sign_in_to_desk(client, audit_admin.login)
    page = client.get(BASE + "audit/").content.decode()
    assert "操作留痕" in page
    assert "本院设置" not in page


def test_system_administrator_adds_and_security_administrator_grants(
    client: Client, office: Procuratorate, system_admin: Person, security_admin: Person
) -> None:
    sign_in_to_desk(client, system_admin.login)
    confirm(client, BASE)
    with tenant_scope(office.id):
        department = StaffMember.objects.values_list("department_id", flat=True)[0]
    form = {
        "label": "检察官助理03",
        "department_id": str(department),
        "login": "zl03",
        "password": PASSWORD,
    }
    answer = client.post(BASE + "people/add/", form)
    assert answer.status_code == 302, answer.content.decode()
    person_page = answer.headers["Location"]
    assert client.get(person_page + "roles/").status_code == 403
    other = Client()
    sign_in_to_desk(other, security_admin.login)
    confirm(other, BASE)
    granted = other.post(
        person_page + "roles/", {"role": "assistant", "since": clock.legal_day(clock.now())}
    )
    assert granted.headers["Location"] == person_page
    assert Account.objects.get(username="ceshi/zl03").must_change_password


def test_refused_form_keeps_what_was_entered(client: Client, system_admin: Person) -> None:
    sign_in_to_desk(client, system_admin.login)
    confirm(client, BASE)
    form = {"label": "检察官助理03", "department_id": "", "login": "大写", "password": "x"}
    page = client.post(BASE + "people/add/", form)
    assert page.status_code == 400
    assert "检察官助理03" in page.content.decode()


def test_nobody_grants_to_themselves(client: Client, security_admin: Person) -> None:
    sign_in_to_desk(client, security_admin.login)
    confirm(client, BASE)
    page = client.post(
        f"{BASE}people/{security_admin.id}/roles/",
        {"role": "audit_admin", "since": "2026-01-01", "concurrent_note": "检委会决定"},
    )
    assert "管理员不能给自己授予角色" in page.content.decode()


def test_two_administrators_in_one_hand_need_a_named_reason_and_are_shown(
    client: Client, security_admin: Person, audit_admin: Person
) -> None:
    sign_in_to_desk(client, security_admin.login)
    confirm(client, BASE)
    url = f"{BASE}people/{audit_admin.id}/roles/"
    form = {"role": "system_admin", "since": clock.legal_day(clock.now())}
    page = client.post(url, form)
    assert page.status_code == 400
    assert "确需兼任的，要写明兼任依据" in page.content.decode()
    assert client.post(url, form | {"concurrent_note": "院党组会议纪要"}).status_code == 302
    listed = client.get(BASE + "people/").content.decode()
    assert "兼任" in listed
    assert "院党组会议纪要" in listed


def test_member_of_staff_gives_own_work_away_for_a_time(
    client: Client, prosecutor: Person, head: Person
) -> None:
    sign_in_to_desk(client, prosecutor.login)
    today = clock.legal_day(clock.now())
    form = {"deputy_id": head.id, "since": today, "until": today, "reason": "外出培训"}
    own = client.post(BASE + "delegation/give/", form | {"principal_id": prosecutor.id})
    assert own.status_code == 302
    foreign = client.post(BASE + "delegation/give/", form | {"principal_id": head.id})
    assert foreign.status_code == 400
    assert "外出培训" in client.get(BASE + "delegation/").content.decode()


def test_liaison_officer_is_handed_over(
    client: Client, office: Procuratorate, head: Person, officer: LiaisonOfficer
) -> None:
    sign_in_to_desk(client, head.login)
    assert "旗消防救援大队" in client.get(BASE + "units/").content.decode()
    answer = client.post(f"{BASE}officers/{officer.id}/hand-over/", {"label": "消防大队联络员02"})
    page = client.get(answer.headers["Location"]).content.decode()
    assert "消防大队联络员02" in page
    assert "历任联络员" in page


def test_units_stand_in_pinyin_order(client: Client, office: Procuratorate, head: Person) -> None:
    sign_in_to_desk(client, head.login)
    for name in ("旗住房和城乡建设局", "旗财政局", "旗水利局"):
        form = {"name": name, "short_name": name[1:4], "kind": "administrative"}
        assert client.post(BASE + "units/add/", form).status_code == 302
    with tenant_scope(office.id):
        names = list(PartnerUnit.objects.order_by("sort_key").values_list("name", flat=True))
    assert names == ["旗财政局", "旗水利局", "旗住房和城乡建设局"]


def test_instrument_is_signed_with_units(
    client: Client, head: Person, officer: LiaisonOfficer
) -> None:
    sign_in_to_desk(client, head.login)
    form = {"title": "消检协作办法", "signed_on": "2026-03-01", "unit_ids": [officer.unit_id]}
    assert client.post(BASE + "units/instruments/", form).status_code == 302
    page = client.get(f"{BASE}units/{officer.unit_id}/").content.decode()
    assert "消检协作办法" in page


def test_work_card_is_printed_once_without_style_attributes(
    client: Client, head: Person, grid_member: Supporter
) -> None:
    sign_in_to_desk(client, head.login)
    page = client.post(f"{BASE}supporters/{grid_member.id}/card/").content.decode()
    assert "<svg" in page
    assert "style=" not in page
    assert client.get(f"{BASE}supporters/{grid_member.id}/card/").status_code == 302


def test_supporter_is_appointed_and_dismissed(
    client: Client, head: Person, grid_member: Supporter
) -> None:
    sign_in_to_desk(client, head.login)
    form = {"kind": "grid_member", "term_from": "2026-01-01", "term_until": "2028-12-31"}
    answer = client.post(BASE + "supporters/appoint/", form)
    assert "网格员08" in client.get(answer.headers["Location"]).content.decode()
    gone = {"dismissed_on": "2026-11-01", "reason": "迁居"}
    client.post(f"{BASE}supporters/{grid_member.id}/dismiss/", gone)
    assert "网格员07" not in client.get(BASE + "supporters/").content.decode()


def test_holidays_are_entered_as_lines_and_refused_when_wrong(
    client: Client, office: Procuratorate, system_admin: Person
) -> None:
    sign_in_to_desk(client, system_admin.login)
    url = BASE + "settings/holidays/2031/"
    wrong = client.post(url, {"holidays": "2031-01-01 元旦", "workdays": "2031-01-06"})
    assert "2031-01-06 不是周六、周日" in wrong.content.decode()
    unreadable = client.post(url, {"holidays": "元旦 1月1日", "workdays": ""})
    assert "这一行看不懂" in unreadable.content.decode()
    assert client.post(url, {"holidays": "2031-01-01 元旦", "workdays": ""}).status_code == 302
    with tenant_scope(office.id):
        assert OfficeHoliday.objects.get().name == "元旦"
    assert "2031-01-01 元旦" in client.get(url).content.decode()


def test_audit_page_names_acts_in_words(
    client: Client, audit_admin: Person, prosecutor: Person
) -> None:
    sign_in_to_desk(client, audit_admin.login)
    page = client.get(BASE + "audit/").content.decode()
    assert "授予角色" in page
    assert "审计管理员01" in page
    assert "accounts." not in page.split("<table")[1]
    filtered = client.get(BASE + "audit/?act=leads.register").content.decode()
    assert "没有符合条件的记录" in filtered
    own = client.get(f"{BASE}audit/?actor_id={audit_admin.id}").content.decode()
    assert own.split("<table")[1].count("<tr>") == 2


def test_audit_administrator_verifies_the_ledger(client: Client, audit_admin: Person) -> None:
    sign_in_to_desk(client, audit_admin.login)
    page = client.post(BASE + "audit/verify/").content.decode()
    assert "校验通过" in page


def test_refused_attempt_is_on_the_audit_page(
    client: Client, office: Procuratorate, audit_admin: Person, prosecutor: Person
) -> None:
    sign_in_to_desk(client, prosecutor.login)
    assert client.get(BASE + "settings/").status_code == 403
    other = Client()
    sign_in_to_desk(other, audit_admin.login)
    page = other.get(BASE + "audit/?act=refused").content.decode()
    assert "操作被拒绝" in page


@pytest.mark.parametrize("page", PAGES)
def test_pages_need_few_queries(
    client: Client,
    request: pytest.FixtureRequest,
    django_assert_max_num_queries: object,
    page: str,
) -> None:
    role = next(role for role, opened in OPEN_TO.items() if page in opened)
    sign_in_to_desk(client, request.getfixturevalue(role).login)
    client.get(BASE + page)
    with django_assert_max_num_queries(15):  # type: ignore[operator]  # pytest-django's fixture
        client.get(BASE + page)


def test_closed_member_is_listed_apart(
    client: Client, office: Procuratorate, system_admin: Person, prosecutor: Person
) -> None:
    sign_in_to_desk(client, system_admin.login)
    confirm(client, BASE)
    client.post(f"{BASE}people/{prosecutor.id}/deactivate/")
    with tenant_scope(office.id):
        today = clock.legal_day(clock.now())
        labels = [member.label for member in list_staff(today=today)]
    assert "检察官02" not in labels
    assert "已停用" in client.get(BASE + "people/?all=1").content.decode()
