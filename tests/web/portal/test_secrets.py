"""No page of the portal says who reported, what they wrote, which lead it is, or who else was asked."""

from django.test import Client

from tests.web.outside import REPORTED, REPORTER_PHONE, World, photo
from tests.web.portal.replies import reply_fields
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report
from xiezhi.leads.models import Lead


def canaries(world: World) -> list[str]:
    """What must never be found in an answer to a unit."""
    with tenant_scope(world.office.id):
        Lead.objects.filter(id=world.lead.id).update(number=4711)
        lead = Lead.objects.get(id=world.lead.id)
        report = Report.objects.get(id=world.report_id)
    return [
        world.member.label,
        REPORTER_PHONE,
        REPORTED[:12],
        "拉沙子的车",
        report.code,
        str(report.id),
        str(lead.id),
        f"{lead.year}-{lead.number}",
        lead.title,
        str(lead.cover_id),
        str(world.task_id),
        "旗住房和城乡建设局",
        "住建局联络员01",
        "部门负责人",
    ]


def test_no_page_gives_anything_away(world: World, unit: Client, letter_url: str) -> None:
    pages = [unit.get("/portal/"), unit.get(letter_url), unit.get("/portal/liaison/")]
    unit.post(f"{letter_url}receive/", {"unit_section": "防火监督科"})
    pages += [unit.get(letter_url)]
    pages += [unit.post(f"{letter_url}reply/", {"do": "submit"})]
    unit.post(f"{letter_url}reply/", reply_fields(do="save", before=photo()))
    pages += [unit.get(f"{letter_url}review/")]
    unit.post(f"{letter_url}reply/", reply_fields())
    pages += [unit.get(letter_url), unit.get("/portal/?box=replied")]
    pages += [unit.get("/portal/letters/00000000-0000-0000-0000-000000000000/")]
    found = [
        (page.request["PATH_INFO"], canary)
        for page in pages
        for canary in canaries(world)
        if canary in page.content.decode() or canary in str(page.headers)
    ]
    assert found == []
