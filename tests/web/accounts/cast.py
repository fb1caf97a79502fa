"""Staff, a liaison officer and a grid member who sign in, and how they do."""

import re
from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.accounts.people import PASSWORD
from xiezhi.accounts.models import Procuratorate
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.notifications.channels.sms import DOUBLE
from xiezhi.partners import jobs as partner_jobs
from xiezhi.partners.models import LiaisonOfficer
from xiezhi.partners.services.units import LiaisonContact, UnitDetails, add_unit, appoint_liaison
from xiezhi.supporters import jobs as supporter_jobs
from xiezhi.supporters.models import Supporter
from xiezhi.supporters.rules.kinds import SupporterKind
from xiezhi.supporters.services.appointments import SupporterDetails, appoint_supporter

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MOBILE = "13900000007"
OFFICER_MOBILE = "13900000101"
SENDERS = {
    "partners.send_sign_in_code": partner_jobs.send_sign_in_code,
    "supporters.send_sign_in_code": supporter_jobs.send_sign_in_code,
}


def totp() -> str:
    """The code of this half minute, as if it had not been used."""
    for factor in Authenticator.objects.filter(type=Authenticator.Type.TOTP):
        factor.data.pop("last_counter", None)
        factor.save()
    return str(format_hotp_value(hotp_value(SECRET, list(yield_hotp_counters_from_time())[1])))


def sign_in_to_desk(client: Client, login: str, password: str = PASSWORD) -> None:
    client.post("/desk/sign-in/", {"login": login, "password": password})
    answer = client.post("/account/second-factor/authenticate/", {"code": totp()})
    assert answer.status_code == 302, answer.content.decode()


def make_officer(office: Procuratorate) -> LiaisonOfficer:
    now = clock.now()
    acting = system_actor(office.id)
    with tenant_scope(office.id):
        unit = add_unit(
            acting=acting,
            details=UnitDetails(
                name="旗消防救援大队", short_name="消防大队", kind="administrative"
            ),
            now=now,
        )
        return appoint_liaison(
            acting=acting,
            unit_id=unit.id,
            label="消防大队联络员01",
            login="xiaofang",
            password=PASSWORD,
            contact=LiaisonContact(mobile=OFFICER_MOBILE),
            now=now,
        )


def make_grid_member(office: Procuratorate) -> Supporter:
    now = clock.now()
    today = legal_day(now)
    with tenant_scope(office.id):
        return appoint_supporter(
            acting=system_actor(office.id),
            details=SupporterDetails(
                kind=SupporterKind.GRID_MEMBER,
                number=7,
                mobile=MOBILE,
                town="展旦召苏木",
                term_from=today - timedelta(days=10),
                term_until=today + timedelta(days=300),
            ),
            now=now,
        )


def last_code(number: str) -> str:
    """Run the waiting sending job, as the worker would, and read the code from the double."""
    for job in ProcrastinateJob.objects.filter(task_name__endswith="send_sign_in_code"):
        arguments = dict(job.args)
        with tenant_scope(UUID(arguments["tenant"])):
            SENDERS[job.task_name](arguments["code_id"])
    texts = [text for text in DOUBLE.sent if text.number == number]
    found = re.search(r"\d{6}", texts[-1].text)
    assert found is not None
    return found.group()
