"""A film behind a lead, as its handler sees it."""

from tests.evidence.films import film
from tests.web.desk.staff import Desk
from xiezhi.evidence.jobs import make_copy
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import ReportFile
from xiezhi.leads.models import LeadReport


def test_the_page_of_a_lead_plays_its_films_and_says_what_it_cannot_show(desk: Desk) -> None:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        report = LeadReport.objects.get(lead=lead).report
        checked = check_files(MediaKind.VIDEO, [IncomingFile(name="a.mp4", data=film())])
        file_id = store_file(checked[0], received_at=desk.now).id
        ReportFile.objects.create(report=report, file_id=file_id, position=0)
    client = desk.client(desk.inside.handler)
    address = f"/desk/leads/{lead.id}/?tab=materials"
    assert "正在制作可以观看的副本" in client.get(address).content.decode()
    make_copy(desk.procuratorate.id, str(file_id))
    page = client.get(address).content.decode()
    assert f'src="/desk/files/{file_id}/shared/"' in page
    assert f'poster="/desk/files/{file_id}/thumbnail/"' in page
    with tenant_scope(desk.procuratorate.id):
        StoredFile.objects.filter(id=file_id).update(scan_state="infected")
    sick = client.get(address).content.decode()
    assert "发现病毒，已隔离" in sick
    assert "<video" not in sick
