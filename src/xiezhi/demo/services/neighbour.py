"""The demo's second office: its people, and leads of its own brought up to their transfer."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.selectors.actors import find_staff_actor
from xiezhi.accounts.selectors.people import get_active_member
from xiezhi.accounts.selectors.posts import list_holders, list_public_interest_departments
from xiezhi.demo.exchange_tables import TransferredLead
from xiezhi.demo.facts import offices, units
from xiezhi.demo.plan import at_work
from xiezhi.demo.schedule import Photo
from xiezhi.demo.services.cast import demo_key
from xiezhi.demo.studio import Studio
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.intake.models import Report
from xiezhi.intake.rules.pool import PlaceSource
from xiezhi.intake.rules.submission import Place, Submission
from xiezhi.intake.services.entering import Entry, enter_report
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.law.sources import IntakeChannel
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.assessment import AssessmentDraft, DutyOrgan
from xiezhi.leads.rules.outcomes import Verdict
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.services.assessment import add_opinion, decide_lead, submit_assessment
from xiezhi.leads.services.registration import Registration, register_lead

People = Mapping[Role, Actor]
"""One holder of each post."""

_AREA: Final = "eco_resources"
_TAKEN_IN: Final = "dalad"
_ENTERED, _REGISTERED, _ASSESSED, _AGREED, _DECIDED = (
    timedelta(hours=hours) for hours in (52, 50, 27, 22, 3)
)


def office_people(now: datetime) -> People:
    """Return who holds each post of the open office: of those who do public-interest work first."""
    day, own = legal_day(now), list_public_interest_departments()
    found: dict[Role, Actor] = {}
    for role in Role:
        ids = list_holders(role, day, department_ids=own) or list_holders(role, day)
        if ids:
            found[role] = min((member_actor(one, now) for one in ids), key=lambda one: one.label)
    return found


def member_actor(member_id: UUID | None, now: datetime) -> Actor:
    """Return a member of staff as who acts."""
    if member_id is None:
        raise LookupError(member_id)
    account = get_active_member(member_id).account
    found = find_staff_actor(account, today=legal_day(now))
    if found is None:
        raise LookupError(str(member_id))
    return found


def decide_transfer(  # noqa: PLR0917  # a whole office
    told: TransferredLead,
    office: Procuratorate,
    people: People,
    studio: Studio | None,
    now: datetime,
) -> Lead:
    """Enter, register, assess and decide a lead in the days before ``now``."""

    def before(span: timedelta) -> datetime:
        return min(at_work(now - span), now)

    head, handler = people[Role.DEPARTMENT_HEAD], people[Role.PROSECUTOR]
    report = _enter(told, office, people[Role.CLERK], studio, before(_ENTERED))
    lead = register_lead(
        report_ids=[report.id],
        registration=Registration(
            title=told.title,
            department_id=list_public_interest_departments()[0],
            area=_AREA,
            handler_id=handler.id,
        ),
        acting=head,
        now=before(_REGISTERED),
    )
    draft = _assessment(told)
    submit_assessment(lead_id=lead.id, draft=draft, acting=handler, now=before(_ASSESSED))
    add_opinion(
        lead_id=lead.id,
        agrees=True,
        words="同意承办人意见，报检察长决定。",
        acting=head,
        now=before(_AGREED),
    )
    chief = people[Role.CHIEF_PROCURATOR]
    decide_lead(lead_id=lead.id, words="同意移送。", acting=chief, now=before(_DECIDED))
    return access_lead(handler, lead.id)


def _enter(  # noqa: PLR0917  # a whole office
    told: TransferredLead,
    office: Procuratorate,
    clerk: Actor,
    studio: Studio | None,
    now: datetime,
) -> Report:
    photo = Photo(
        name=f"IMG_{now:%Y%m%d_%H%M%S}.jpg",
        scene=told.scene,
        key=f"neighbour/{told.key}",
        taken_at=now - timedelta(hours=20),
        latitude=told.latitude,
        longitude=told.longitude,
    )
    photos = []
    if told.pictured:
        data = photo.jpeg() if studio is None else studio.jpeg(photo)
        photos.append(IncomingFile(name=photo.name, data=data))
    entry = Entry(
        submission=Submission(
            submission_key=demo_key("neighbour", told.key),
            words=told.words,
            place=Place(
                town=told.town,
                words=told.place,
                latitude=told.latitude,
                longitude=told.longitude,
                source=PlaceSource.MANUAL,
            ),
            consents_to_position=True,
        ),
        channel=IntakeChannel.VISIT,
        photos=photos,
    )
    return enter_report(entry=entry, office=office, acting=clerk, now=now)


def _assessment(told: TransferredLead) -> AssessmentDraft:
    organ = units()[told.organ]
    return AssessmentDraft(
        facts=told.facts,
        area=_AREA,
        area_basis="",
        is_violator_unclear=True,
        organs=(DutyOrgan(name=organ.name, duty_basis=organ.basis),),
        authenticity="经现场查看，反映情况属实（演示推演）。",
        verifiability="位置明确，可以现场核实。",
        is_public_interest=True,
        proposal=LeadEvent.DECIDE_TRANSFER,
        proposal_target=offices()[_TAKEN_IN].name,
        reason=told.reason,
        verdict=Verdict.VALID,
    )
