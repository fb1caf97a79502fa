"""Members of staff at the desk, signed in; a small office with leads at every point."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import make_report, make_staff
from tests.evidence.papers import pdf
from tests.leads.desk import Office, small_office
from tests.web.outside import jpeg
from xiezhi.accounts.models import Account, Procuratorate, ProcuratorateHost, StaffMember
from xiezhi.accounts.rules.roles import Role
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report, ReportBand, ReportFile
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.language.duplicates import band_keys
from xiezhi.leads.models import Lead
from xiezhi.web.middleware.second_factor import SESSION_KEY as SECOND_FACTOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """An office whose people sign in; no scope is open between requests."""

    procuratorate: Procuratorate
    inside: Office
    now: datetime

    def client(self, acting: Actor) -> Client:
        """A browser signed in with a second factor; how people sign in is tested apart."""
        with tenant_scope(self.procuratorate.id):
            account_id = StaffMember.objects.get(id=acting.id).account_id
        return signed_in(account_id)

    def hire(self, label: str, *roles: Role) -> Actor:
        with tenant_scope(self.procuratorate.id):
            return make_staff(label, *roles)

    def report(self, words: str, *, with_photo: bool = False, **fields: object) -> Report:
        with tenant_scope(self.procuratorate.id):
            report = make_report(self.now, words=words, photo_count=int(with_photo), **fields)  # type: ignore[arg-type]  # handed through
            ReportBand.objects.bulk_create(
                ReportBand(report=report, band=band) for band in band_keys(words)
            )
            if with_photo:
                add_photo(report, self.now)
            return report

    def lead(self, *, words: str = "河滩上有建筑垃圾") -> Lead:
        with tenant_scope(self.procuratorate.id):
            return self.inside.register(words=words)

    def fresh(self, lead: Lead) -> Lead:
        with tenant_scope(self.procuratorate.id):
            found: Lead = Lead.objects.get(id=lead.id)
            return found


def make_desk(procuratorate: Procuratorate) -> Desk:
    now = clock.now()
    ProcuratorateHost.objects.create(host="localhost", office=procuratorate)
    with tenant_scope(procuratorate.id):
        return Desk(procuratorate=procuratorate, inside=small_office(now), now=now)


def add_photo(report: Report, now: datetime) -> UUID:
    """A picture that came with a report. Needs an open scope."""
    checked = check_files(MediaKind.PHOTO, [IncomingFile(name="现场.jpg", data=jpeg())])
    stored = store_file(checked[0], received_at=now)
    ReportFile.objects.create(report=report, file=stored, position=0)
    return stored.id


def signed_in(account_id: UUID) -> Client:
    client = Client(headers={"host": "localhost"})
    account = Account.objects.get(pk=account_id)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "xiezhi.accounts.backends.OfficeBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[SECOND_FACTOR] = str(account.pk)
    session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    return client


def slip(name: str = "审批单.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf(), "application/pdf")
