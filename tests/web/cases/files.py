"""Members of staff at the pages of cases, signed in; cases at every point of their procedure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cases.office import CaseOffice, at, case_office
from tests.cast import make_grid_member
from tests.evidence.papers import pdf
from tests.leads.desk import Office as LeadOffice
from tests.web.desk.staff import signed_in
from xiezhi.accounts.models import Procuratorate, ProcuratorateHost, StaffMember
from xiezhi.cases.models import Case, CasePaper
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """An office whose people sign in; no scope is open between requests."""

    procuratorate: Procuratorate
    inside: CaseOffice
    leads: LeadOffice
    today: date

    def client(self, acting: Actor) -> Client:
        with tenant_scope(self.procuratorate.id):
            account_id = StaffMember.objects.get(id=acting.id).account_id
        return signed_in(account_id)

    def made(self, make: Callable[[CaseOffice], T]) -> T:
        """What somebody makes inside the office's scope."""
        with tenant_scope(self.procuratorate.id):
            return make(self.inside)

    def opened(self, **fields: Any) -> Case:
        return self.made(lambda office: office.open(self.day(-40), **fields))

    def filed(self, **fields: Any) -> Case:
        return self.made(lambda office: office.filed(self.day(-30), self.day(-28), **fields))

    def suggested(self, *, left_days: int = 20) -> Case:
        """A suggestion served, whose rectification period ends so many days from now."""

        def make(office: CaseOffice) -> Case:
            case = office.investigated(self.day(-60), self.day(-30))
            office.suggested(case, self.day(-25), self.day(left_days))
            return case

        return self.made(make)

    def fresh(self, case_id: UUID) -> Case:
        with tenant_scope(self.procuratorate.id):
            found: Case = Case.objects.get(id=case_id)
            return found

    def papers(self, case_id: UUID) -> list[CasePaper]:
        with tenant_scope(self.procuratorate.id):
            return list(CasePaper.objects.filter(case_id=case_id).order_by("entered_at"))

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)


def make_files(procuratorate: Procuratorate) -> Files:
    ProcuratorateHost.objects.create(host="localhost", office=procuratorate)
    today = legal_day(clock.now())
    with tenant_scope(procuratorate.id):
        inside = case_office()
        leads = LeadOffice(
            chief=inside.chief,
            head=inside.head,
            handler=inside.handler,
            clerk=inside.clerk,
            member=make_grid_member(),
            now=at(today - timedelta(days=50)),
        )
    return Files(procuratorate=procuratorate, inside=inside, leads=leads, today=today)


def scan(name: str = "立案决定书.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf(), "application/pdf")
