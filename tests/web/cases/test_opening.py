"""【立案办理】: from a lead, from several, from nothing; one case or one for each organ."""

from typing import Any

from tests.cast import make_unit
from tests.leads.desk import proposing
from tests.web.cases.files import Files
from xiezhi.cases.models import Case, CaseLead, CaseParty
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.infra.tenant import tenant_scope
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.assessment import DutyOrgan
from xiezhi.leads.rules.procedure import LeadEvent


def proposed(files: Files, *organs: DutyOrgan) -> Lead:
    """A lead whose filing was proposed and agreed to."""
    with tenant_scope(files.procuratorate.id):
        draft = proposing(LeadEvent.DECIDE_FILING, **({"organs": organs} if organs else {}))
        return files.leads.decide(files.leads.register(), draft)


def cases(files: Files) -> list[Case]:
    with tenant_scope(files.procuratorate.id):
        return list(Case.objects.order_by("number"))


def entered(page: Any, **changes: str) -> dict[str, Any]:
    """What the form would send as it stands."""
    form = page.context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    for row in form.rows:
        values |= {row.add_prefix(name): row[name].value() or "" for name in row.fields}
    values["selected"] = [str(lead.id) for lead in page.context["seed"].leads]
    return values | changes


def test_lead_proposed_for_filing_leads_to_the_form(files: Files) -> None:
    lead = proposed(files)
    client = files.client(files.inside.handler)
    page = client.get(f"/desk/leads/{lead.id}/")
    act = next(one for one in page.context["acts"] if one["label"] == "立案办理")
    assert act["url"] == f"/desk/cases/new/?selected={lead.id}"
    assert act["is_due"] is True


def test_form_takes_organ_and_duty_over_from_the_assessment(files: Files) -> None:
    lead = proposed(files)
    client = files.client(files.inside.handler)
    page = client.get(f"/desk/cases/new/?selected={lead.id}")
    form = page.context["form"]
    assert form.rows[0].initial == {
        "unit": "",
        "name": "旗水利局",
        "duty_basis": "河道管理条例第35条",
    }
    assert form.fields["title"].initial == (
        "督促旗水利局履行生态环境和资源保护监管职责行政公益诉讼案"
    )
    assert form.fields["summary"].initial == "河道内倾倒建筑垃圾约四百立方米"


def test_case_opened_from_a_lead_is_shown_on_it(files: Files) -> None:
    lead = proposed(files)
    client = files.client(files.inside.handler)
    page = client.get(f"/desk/cases/new/?selected={lead.id}")
    answer = client.post("/desk/cases/new/", entered(page), follow=True)
    assert "待决定立案" in answer.content.decode()
    case = cases(files)[0]
    fragment = client.get(
        f"/desk/cases/of-lead/{lead.id}/", headers={"HX-Request": "true"}
    ).content.decode()
    assert case.title in fragment
    assert "待决定" in fragment
    shown = client.get(f"/desk/leads/{lead.id}/")
    act = next(one for one in shown.context["acts"] if one["label"] == "立案办理")
    assert act["is_due"] is False


def test_several_leads_stand_behind_one_case(files: Files) -> None:
    first, second = proposed(files), proposed(files)
    client = files.client(files.inside.handler)
    page = client.get(f"/desk/cases/new/?selected={first.id}&selected={second.id}")
    client.post("/desk/cases/new/", entered(page))
    with tenant_scope(files.procuratorate.id):
        linked = set(CaseLead.objects.values_list("lead_id", flat=True))
    assert linked == {first.id, second.id}
    assert len(cases(files)) == 1


def test_several_organs_become_several_cases_where_filed_apart(files: Files) -> None:
    lead = proposed(
        files,
        DutyOrgan(name="旗水利局", duty_basis="河道管理条例第35条"),
        DutyOrgan(name="旗住建局", duty_basis="城市管理执法办法第8条"),
    )
    client = files.client(files.inside.handler)
    page = client.get(f"/desk/cases/new/?selected={lead.id}")
    assert page.context["form"].fields["title"].initial.startswith("督促旗水利局等履行")
    client.post("/desk/cases/new/", entered(page, apart="apart"))
    made = cases(files)
    assert [case.title[:6] for case in made] == ["督促旗水利局", "督促旗住建局"]
    with tenant_scope(files.procuratorate.id):
        parties = list(CaseParty.objects.order_by("case__number").values_list("name", flat=True))
        links = CaseLead.objects.filter(lead_id=lead.id).count()
    assert parties == ["旗水利局", "旗住建局"]
    assert links == 2


def test_open_case_of_the_same_organ_is_offered_to_join(files: Files) -> None:
    with tenant_scope(files.procuratorate.id):
        unit = make_unit("旗林草局")
    lead = proposed(files, DutyOrgan(name="旗林草局", duty_basis="森林法第9条", unit_id=unit.id))
    standing = files.made(
        lambda office: office.open(files.day(-3), title="在办的林草案", parties=_about(unit.id))
    )
    client = files.client(files.inside.handler)
    page = client.get(f"/desk/cases/new/?selected={lead.id}")
    assert [one.id for one in page.context["seed"].alike] == [standing.id]
    answer = client.post(f"/desk/cases/{standing.id}/leads/join/", {"leads": [str(lead.id)]})
    assert answer.status_code == 302
    with tenant_scope(files.procuratorate.id):
        assert CaseLead.objects.get(lead_id=lead.id).case_id == standing.id


def _about(unit_id: Any) -> Any:
    from xiezhi.cases.rules.kinds import PartyRole  # noqa: PLC0415  # with Django set up
    from xiezhi.cases.services.opening import PartyInput  # noqa: PLC0415

    return (PartyInput(role=PartyRole.SUPERVISED, unit_id=unit_id),)


def test_governance_suggestion_needs_its_situation(files: Files) -> None:
    client = files.client(files.inside.handler)
    page = client.get("/desk/cases/new/?kind=governance")
    assert page.context["form"].fields["title"].initial == "向××制发社会治理检察建议案"
    refused = client.post("/desk/cases/new/", entered(page))
    assert refused.status_code == 400
    assert "社会治理检察建议须写明属于哪一种情形" in refused.content.decode()
    client.post("/desk/cases/new/", entered(page, situation="trade_supervision"))
    assert [case.kind for case in cases(files)] == [CaseKind.GOVERNANCE]


def test_another_kind_keeps_the_parties_and_proposes_another_title(files: Files) -> None:
    client = files.client(files.inside.handler)
    page = client.post(
        "/desk/cases/new/",
        {"do": "switch", "kind": "incidental", "party-0-name": "某砂石厂", "area": "eco_resources"},
    )
    form = page.context["form"]
    assert "criminal_case" in form.fields
    assert form.rows[0].initial["name"] == "某砂石厂"
    assert form.fields["title"].initial.endswith("刑事附带民事公益诉讼案")
    assert cases(files) == []


def test_refused_case_leaves_nothing_behind(files: Files) -> None:
    client = files.client(files.inside.handler)
    page = client.get("/desk/cases/new/")
    answer = client.post(
        "/desk/cases/new/", entered(page, law_day=files.day(3).isoformat(), area="eco_resources")
    )
    assert answer.status_code == 400
    assert "日期不能晚于今天" in answer.content.decode()
    assert cases(files) == []


def test_who_may_not_open_cases_is_turned_away(files: Files) -> None:
    assert files.client(files.inside.clerk).get("/desk/cases/new/").status_code == 403


def test_search_and_home_lead_to_the_case(files: Files) -> None:
    case = files.opened(title="督促旗水利局履行河道监管职责行政公益诉讼案")
    client = files.client(files.inside.handler)
    found = client.get("/desk/search/?q=河道")
    assert [row["case"].id for row in found.context["cases"]] == [case.id]
    home = client.get("/desk/")
    assert [(tab["label"], tab["count"]) for tab in home.context["case_tabs"]] == [
        ("未办结", 1),
        ("待决定", 1),
    ]


def test_home_shows_the_cases_whose_limits_are_near(files: Files) -> None:
    near = files.made(lambda office: office.filed(files.day(-3), title="督促旗水利局履职案"))
    late = files.made(lambda office: office.filed(files.day(-60), title="督促旗林草局履职案"))
    unhurried = files.opened()
    client = files.client(files.inside.handler)
    page = client.get("/desk/")
    assert [row["case"].id for row in page.context["pressing"]] == [late.id, near.id]
    assert {row["name"] for row in page.context["pressing"]} == {"送达立案决定书"}
    assert f"/desk/cases/{unhurried.id}/" not in page.content.decode()
