"""线索登记: only here does information become a lead, with number, statutory source and clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import F

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.people import get_active_member, get_department
from xiezhi.intake.models import Report
from xiezhi.intake.selectors.behind_leads import find_cover_id
from xiezhi.intake.services.screening import mark_as_lead
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError, RuleRefusedError
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_line
from xiezhi.language.segmentation import search_vector
from xiezhi.law.areas import area_register
from xiezhi.law.sources import IntakeChannel, StatutorySource, lawful_sources, statutory_source
from xiezhi.leads.models import Lead, LeadReport, NumberSeries
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.reporters import reporter_kind
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.services._campaigns import gather
from xiezhi.leads.services._clocks import DUE_FIELDS, repeat_nearest, run_clock
from xiezhi.leads.services._procedure import write_step
from xiezhi.ledger.rules.canonical import Json
from xiezhi.ledger.services.acts import act

MAX_TITLE: Final = 120
MAX_SUMMARY: Final = 300
BASIS: Final = "办案规则第25条"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What the officer writes when registering.

    Attributes:
        handler_id: None leaves the lead 未分派.
        source: None takes the statutory source the way of arrival usually means.
        is_urgent: None takes it from the reports.
        campaign_id: a campaign of the register the lead belongs to 专项活动.
    """

    title: str
    department_id: UUID
    area: str = ""
    handler_id: UUID | None = None
    source: StatutorySource | None = None
    is_urgent: bool | None = None
    campaign_id: UUID | None = None


def register_lead(
    *, report_ids: list[UUID], registration: Registration, acting: Actor, now: datetime
) -> Lead:
    """Register one lead from one or more reports of the pool.

    Raises:
        InvalidInputError: ``leads.no_title``, ``leads.unknown_area``, codes of the people named.
        RuleRefusedError: ``leads.source_not_lawful``: not a source this way of arrival can mean;
            ``campaigns.not_running``.
        ConflictError: ``intake.already_lead``, ``intake.screened_out``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.REGISTER_LEAD)
        _check(registration, acting)
        reports = mark_as_lead(report_ids=report_ids, acting=acting, now=now)
        lead = _new_lead(registration, reports, acting, now)
        lead.save(force_insert=True)
        LeadReport.objects.bulk_create(
            LeadReport(lead=lead, report_id=report.id, linked_at=now) for report in reports
        )
        write_step(lead, acting=acting, now=now, event=None, source=None, basis=BASIS)
        _start_clocks(lead, reports, now)
        if registration.campaign_id is not None:
            gather(lead, registration.campaign_id, acting=acting, now=now)
        record(
            "leads.register",
            "lead",
            lead.id,
            after={
                "number": f"{lead.year}-{lead.number}",
                "source": lead.source,
                "reports": [str(report.id) for report in reports],
            },
        )
    return lead


def join_reports(*, lead_id: UUID, report_ids: list[UUID], acting: Actor, now: datetime) -> Lead:
    """Put further reports of the pool behind a lead 并入; no second lead, no second number.

    Raises:
        ConflictError: ``leads.not_open``, ``intake.already_lead``, ``intake.screened_out``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.REGISTER_LEAD)
        lead = access_lead(acting, lead_id, lock=True)
        if not lead.is_open:
            raise ConflictError("leads.not_open")
        reports = mark_as_lead(report_ids=report_ids, acting=acting, now=now)
        LeadReport.objects.bulk_create(
            LeadReport(lead=lead, report_id=report.id, linked_at=now) for report in reports
        )
        lead.photo_count += sum(report.photo_count for report in reports)
        lead.cover_id = lead.cover_id or find_cover_id([report.id for report in reports])
        lead.save(update_fields=["photo_count", "cover"])
        joined: list[Json] = [str(report.id) for report in reports]
        record("leads.join_reports", "lead", lead.id, after={"reports": joined})
    return lead


def _check(registration: Registration, acting: Actor) -> None:
    if not registration.title.strip():
        raise InvalidInputError("leads.no_title")
    check_area(registration.area)
    get_department(registration.department_id)
    if registration.handler_id is None:
        return
    if registration.handler_id != acting.id:
        require(acting, Action.ASSIGN_LEAD)
    get_active_member(registration.handler_id)


def check_area(area: str) -> None:
    """Refuse an area the law library does not know; empty is not decided yet.

    Raises:
        InvalidInputError: ``leads.unknown_area``.
    """
    if area and area not in {known.key for known in area_register().areas}:
        raise InvalidInputError("leads.unknown_area", area=area)


def _new_lead(
    registration: Registration, reports: list[Report], acting: Actor, now: datetime
) -> Lead:
    first = reports[0]
    placed = next((one for one in reports if one.latitude is not None), first)
    town = next((one.town for one in reports if one.town), "")
    channel = IntakeChannel(first.channel)
    supporter_kind = first.supporter.kind if first.supporter_id else ""
    is_urgent = any(one.is_urgent for one in reports)
    lead = Lead(
        id=new_id(now),
        year=legal_day(now).year,
        title=clean_line(registration.title, limit=MAX_TITLE),
        summary=first.words[:MAX_SUMMARY],
        state_since=now,
        channel=channel,
        source=_source(registration.source, channel),
        area=registration.area,
        town=town,
        place_words=f"{first.village} {first.place_words}".strip(),
        latitude=placed.latitude,
        longitude=placed.longitude,
        reporter_kind=reporter_kind(channel, supporter_kind),
        photo_count=sum(one.photo_count for one in reports),
        cover_id=find_cover_id([one.id for one in reports]),
        is_urgent=is_urgent if registration.is_urgent is None else registration.is_urgent,
        department_id=registration.department_id,
        handler_id=registration.handler_id,
        registered_by_id=acting.id if acting.kind is ActorKind.STAFF else None,
        registered_at=now,
    )
    lead.number = _next_number(lead.year)
    lead.search = _search_words(lead, reports)
    return lead


def _source(chosen: StatutorySource | None, channel: IntakeChannel) -> StatutorySource:
    if chosen is None:
        return statutory_source(channel)
    if chosen not in lawful_sources(channel):
        raise RuleRefusedError(
            "leads.source_not_lawful", basis="办案规则第24条", source=chosen, channel=channel
        )
    return chosen


def _next_number(year: int) -> int:
    """Take the next number. The row stays locked until the commit: nothing slow comes after it."""
    series = NumberSeries.objects.filter(id=year)
    if not series.update(last=F("last") + 1):
        NumberSeries.objects.bulk_create([NumberSeries(id=year, last=0)], ignore_conflicts=True)
        series.update(last=F("last") + 1)
    number: int = series.values_list("last", flat=True).get()
    return number


def _search_words(lead: Lead, reports: list[Report]) -> str:
    words = " ".join(f"{one.code} {one.place_words} {one.words[:2000]}" for one in reports)
    parts = (f"{lead.year}-{lead.number}", lead.title, lead.town, lead.place_words, words)
    return search_vector("，".join(parts))


def _start_clocks(lead: Lead, reports: list[Report], now: datetime) -> None:
    """Assessment runs from registration; urgent handling from the day an urgent report came in."""
    today = legal_day(now)
    run_clock(lead, ClockRule.ASSESSMENT, today)
    if lead.is_urgent:
        received = [report.received_on for report in reports if report.is_urgent]
        run_clock(lead, ClockRule.URGENT, min(received, default=today))
    repeat_nearest(lead)
    lead.save(update_fields=list(DUE_FIELDS))
