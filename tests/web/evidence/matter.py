"""A case, the lead behind it, a picture of a duty report, and a scan on the evidence list."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.test import Client

from tests.evidence.pictures import jpeg
from tests.web.cases.files import Files, scan
from xiezhi.cases.models import Case, CaseLead, EvidenceItem
from xiezhi.evidence.models import CustodyEntry, StoredFile
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report, ReportFile
from xiezhi.kernel import clock
from xiezhi.leads.models import Lead, LeadReport

KEY = bytes(range(32))


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """The people, the case and its files."""

    files: Files
    case: Case
    lead: Lead
    photo_id: UUID

    @property
    def client(self) -> Client:
        return self.files.client(self.files.inside.handler)

    def two(self) -> list[str]:
        return [str(self.files.inside.handler.id), str(self.files.inside.clerk.id)]

    def fix(self, client: Client, **changes: Any) -> HttpResponseBase:
        """Two officers verify and fix the picture."""
        given = {
            "picture": str(self.photo_id),
            "kind": "electronic",
            "way": "collection",
            "title": "消防水鹤现场照片",
            "proves": "水鹤阀门损坏",
            "staff": self.two(),
            "collected_on": self.files.today.isoformat(),
            "place": "展旦召苏木加油站北",
            "source": "两名检察人员到现场从同一角度比对、拍摄",
        }
        return client.post(f"/desk/cases/{self.case.id}/evidence/pictures/", given | changes)

    def enter(self, client: Client, **changes: Any) -> HttpResponseBase:
        """A scan goes on the evidence list."""
        given = {
            "kind": "document",
            "way": "collection",
            "title": "消防设施台账",
            "proves": "由该局管理",
            "staff": self.two(),
            "collected_on": self.files.today.isoformat(),
            "source": "旗消防救援大队",
            "file": scan("台账.pdf"),
        }
        return client.post(f"/desk/cases/{self.case.id}/evidence/new/", given | changes)

    def item(self, title: str) -> EvidenceItem:
        with tenant_scope(self.files.procuratorate.id):
            found: EvidenceItem = EvidenceItem.objects.get(title=title)
            return found

    def chain(self, file_id: UUID) -> list[CustodyEntry]:
        with tenant_scope(self.files.procuratorate.id):
            return list(CustodyEntry.objects.filter(file_id=file_id).order_by("at", "id"))

    def stored(self, file_id: UUID) -> StoredFile:
        with tenant_scope(self.files.procuratorate.id):
            found: StoredFile = StoredFile.objects.get(id=file_id)
            return found

    def photograph(self, *, seal_to: bytes | None = None, place: int = 1) -> UUID:
        """Another picture that came with the report."""
        with tenant_scope(self.files.procuratorate.id):
            report = LeadReport.objects.get(lead_id=self.lead.id).report
            return _photo(report, place=place, seal_to=seal_to)


def make_matter(files: Files) -> Matter:
    case = files.filed()
    with tenant_scope(files.procuratorate.id):
        lead = files.leads.register()
        report = LeadReport.objects.get(lead_id=lead.id).report
        photo_id = _photo(report)
        CaseLead.objects.create(
            case=case, lead=lead, linked_at=clock.now(), linked_by_label="检察官01"
        )
    return Matter(files=files, case=case, lead=lead, photo_id=photo_id)


def _photo(report: Report, *, place: int = 0, seal_to: bytes | None = None) -> UUID:
    data = jpeg() + b"\0" * place
    checked = check_files(MediaKind.PHOTO, [IncomingFile(name="现场.jpg", data=data)])
    stored = store_file(checked[0], received_at=clock.now(), seal_to=seal_to)
    ReportFile.objects.create(report=report, file=stored, position=place)
    return stored.id
