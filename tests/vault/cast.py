"""An office with a running vault, a secret report behind a lead, and everybody an opening needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
from django.test import Client, override_settings
from psycopg import sql

from tests.cast import make_office
from tests.database import Clone
from tests.evidence.pictures import exif_head, jpeg
from tests.vault.running import RunningVault, give_key, vault_process
from tests.web.desk.staff import Desk, make_desk
from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.services.sign_ins import record_confirmation
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report
from xiezhi.intake.rules.submission import Contact, Submission
from xiezhi.intake.services.receiving import receive_report
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.leads.models import Lead
from xiezhi.leads.services.registration import Registration, register_lead
from xiezhi.web.accounts.step_up import SESSION_KEY

NAME, PHONE, WORDS = "保密反映人丙丁", "13911118844", "河边有人夜里倒东西"


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """The cast of an opening."""

    desk: Desk
    vault: RunningVault
    report: Report
    receipt: str
    lead: Lead
    handler: Actor
    second: Actor
    auditor: Actor
    clone: Clone

    @property
    def chief(self) -> Actor:
        return self.desk.inside.chief

    def confirm(self, acting: Actor) -> None:
        """Prove again who they are, as the page of confirmation notes it."""
        with tenant_scope(self.desk.procuratorate.id):
            record_confirmation(acting=acting, account_id=uuid4(), now=clock.now())

    def client(self, acting: Actor) -> Client:
        """A browser signed in, the fresh proof given."""
        client = self.desk.client(acting)
        self.confirm(acting)
        session = client.session
        session[SESSION_KEY] = clock.now().timestamp()
        session.save()
        return client

    def age(self, table: str, column: str, by: timedelta) -> None:
        """Let time pass for the vault: only the owner of the tables can set a date back."""
        names = {"table": sql.Identifier(table), "column": sql.Identifier(column)}
        with psycopg.connect(self.clone.urls.owner) as owner:
            owner.execute(
                "SELECT set_config('app.tenant', %s, true)", [str(self.desk.procuratorate.id)]
            )
            for statement in (
                "ALTER TABLE {table} DISABLE TRIGGER USER",
                "UPDATE {table} SET {column} = {column} - {by}",
                "ALTER TABLE {table} ENABLE TRIGGER USER",
            ):
                owner.execute(sql.SQL(statement).format(**names, by=sql.Literal(by)))

    def phone(self) -> Client:
        """The reporter's telephone, behind the receipt."""
        phone = Client(headers={"host": "localhost"})
        assert phone.post("/status/", {"code": self.receipt}).status_code == 302
        return phone

    def ask(self, *, field: str = "phone", purpose: str = "hear_reporter") -> str:
        """Ask for a field as the handler; returns the address of the request."""
        answer = self.client(self.handler).post(
            f"/desk/identities/ask/{self.report.id}/",
            {
                "matter": str(self.lead.id),
                "field": field,
                "purpose": purpose,
                "reason": "须约反映人到现场指认",
            },
        )
        assert answer.status_code == 302, answer.content.decode()
        return str(answer["Location"])

    def ready(self, **asked: str) -> str:
        """A request approved and seconded."""
        where = self.ask(**asked)
        for acting, step in ((self.chief, "approve"), (self.second, "second")):
            assert self.client(acting).post(f"{where}{step}/").status_code == 302
        return where


@contextmanager
def sealed_office(clone: Clone, folder: Path, **settings: str) -> Iterator[Sealed]:
    """Keep an office with its vault running while the block runs."""
    office = make_office(clock.now())
    with (
        vault_process(clone, folder, settings=settings) as vault,
        override_settings(XIEZHI_VAULT_SOCKET=vault.socket),
    ):
        give_key(office, vault.keys)
        yield _cast(make_desk(office), vault, clone)


def _cast(desk: Desk, vault: RunningVault, clone: Clone) -> Sealed:
    office = desk.procuratorate
    handler = desk.hire("检察官01", Role.PROSECUTOR)
    with tenant_scope(office.id):
        received = receive_report(
            submission=submission(),
            photos=[IncomingFile(name="IMG.jpg", data=jpeg(exif=exif_head()))],
            office=office,
            acting=Actor(kind=ActorKind.PUBLIC, procuratorate_id=office.id),
            now=desk.now,
        )
        lead = register_lead(
            report_ids=[received.report.id],
            registration=Registration(
                title="河滩倾倒一事",
                department_id=handler.department_id or UUID(int=0),
                handler_id=handler.id,
            ),
            acting=handler,
            now=desk.now,
        )
    return Sealed(
        desk=desk,
        vault=vault,
        report=received.report,
        receipt=received.receipt.digits,
        lead=lead,
        handler=handler,
        second=desk.hire("案管01", Role.CASE_MANAGEMENT),
        auditor=desk.hire("审计01", Role.AUDIT_ADMIN),
        clone=clone,
    )


def submission() -> Submission:
    return Submission(
        submission_key=uuid4(),
        words=WORDS,
        contact=Contact(name=NAME, phone=PHONE),
        wants_secrecy=True,
    )
