"""A case begins: from one or more leads, or from the work itself; leads join, parties are named."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import F

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.people import get_active_member, get_department
from xiezhi.cases.models import Case, CaseLead, CaseMember, CaseNumberSeries, CaseParty, CaseStep
from xiezhi.cases.rules.grounds import GovernanceSituation
from xiezhi.cases.rules.joining import JOINABLE
from xiezhi.cases.rules.kinds import CaseKind, PartyRole
from xiezhi.cases.rules.people import TeamRole
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.services._campaigns import gather
from xiezhi.cases.services._interests import check_no_interest
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.language.segmentation import search_vector
from xiezhi.law.regimes import regime_on
from xiezhi.leads.models import Lead
from xiezhi.leads.selectors.access import access_leads
from xiezhi.leads.services.registration import check_area
from xiezhi.ledger.rules.canonical import Json
from xiezhi.ledger.services.acts import act
from xiezhi.partners.selectors.addressees import get_addressee

MAX_TITLE: Final = 120
MAX_SUMMARY: Final = 2000
MAX_NAME: Final = 60
OPENED: Final = "办案规则第30条"
OPENED_GOVERNANCE: Final = "检察建议规定第13条"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyInput:
    """Whom a case is about; a unit of the office, or a name."""

    role: PartyRole
    unit_id: UUID | None = None
    name: str = ""
    duty_basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the officer writes when a case is opened.

    Attributes:
        campaign: title of a campaign of the register; other words are kept as words.
        law_day: day whose law it follows; None takes today. A case entered late keeps its own.
        situation: of 检察建议规定第11条, for social-governance suggestions.
    """

    kind: CaseKind
    title: str
    department_id: UUID
    handler_id: UUID | None
    area: str = ""
    summary: str = ""
    town: str = ""
    campaign: str = ""
    law_day: date | None = None
    situation: GovernanceSituation | None = None
    criminal_case: str = ""
    national_number: str = ""
    parties: Sequence[PartyInput] = ()


def open_case(
    *, opening: Opening, lead_ids: Collection[UUID] = (), acting: Actor, now: datetime
) -> Case:
    """Open a case, waiting for the decision to file (or to investigate).

    Raises:
        InvalidInputError: ``cases.no_title``, ``cases.no_situation``, ``cases.no_area``,
            ``cases.day_in_future``, ``leads.unknown_area``, codes of the people and units named.
        NotFoundError: ``leads.not_found``.
        RuleRefusedError: ``cases.has_interest``: of the handler, in what stands behind the leads.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.OPEN_CASE)
        _check(opening, now)
        leads = access_leads(acting, list(lead_ids)) if lead_ids else []
        case = _new_case(opening, now)
        case.save(force_insert=True)
        _name_parties(case, opening.parties)
        _link(case, leads, acting, now)
        _first_member(case)
        _check_handler(case)
        _first_step(case, acting, now)
        gather(case, acting=acting, now=now)
        linked: list[Json] = [str(lead.id) for lead in leads]
        number = f"{case.year}-{case.number}"
        record("cases.open", "case", case.id, after={"number": number, "leads": linked})
    return case


def open_cases(
    *, openings: Sequence[Opening], lead_ids: Collection[UUID] = (), acting: Actor, now: datetime
) -> list[Case]:
    """Open several cases from the same leads 分别立案: all of them or none.

    Raises:
        InvalidInputError, NotFoundError: those of ``open_case``.
    """
    with act(acting=acting, now=now) as record:
        cases = [
            open_case(opening=one, lead_ids=lead_ids, acting=acting, now=now) for one in openings
        ]
        for case in cases:
            record("cases.open_apart", "case", case.id, after={"cases": len(cases)})
    return cases


def join_leads(*, case_id: UUID, lead_ids: Collection[UUID], acting: Actor, now: datetime) -> Case:
    """Put further leads of the same nature behind a case 并案 (办案规则第69条第2款).

    Raises:
        ConflictError: ``cases.suggestion_is_out``: a suggestion was made; a new case is opened.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = access_case(acting, case_id, lock=True)
        if case.state not in JOINABLE:
            raise ConflictError("cases.suggestion_is_out", basis="办案规则第69条")
        leads = access_leads(acting, list(lead_ids))
        _link(case, leads, acting, now)
        linked: list[Json] = [str(lead.id) for lead in leads]
        record("cases.join_leads", "case", case.id, after={"leads": linked})
    return case


def name_party(*, case_id: UUID, party: PartyInput, acting: Actor, now: datetime) -> CaseParty:
    """Name somebody a case is about, when it becomes known.

    Raises:
        ConflictError: ``cases.ended``.
        InvalidInputError: ``cases.no_party_name``, ``partners.no_unit``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = access_case(acting, case_id, lock=True)
        if not case.is_open:
            raise ConflictError("cases.ended")
        named = _name_parties(case, [party])[0]
        record("cases.name_party", "case", case.id, after={"party": str(named.id)})
    return named


def _check(opening: Opening, now: datetime) -> None:
    if not opening.title.strip():
        raise InvalidInputError("cases.no_title")
    if opening.kind is CaseKind.GOVERNANCE and opening.situation is None:
        raise InvalidInputError("cases.no_situation", basis="检察建议规定第11条")
    if opening.kind is not CaseKind.GOVERNANCE and not opening.area:
        raise InvalidInputError("cases.no_area")
    if opening.law_day is not None and opening.law_day > legal_day(now):
        raise InvalidInputError("cases.day_in_future")
    check_area(opening.area)
    get_department(opening.department_id)
    if opening.handler_id is not None:
        get_active_member(opening.handler_id)


def _new_case(opening: Opening, now: datetime) -> Case:
    law_day = opening.law_day or legal_day(now)
    case = Case(
        id=new_id(now),
        year=law_day.year,
        kind=opening.kind,
        title=clean_line(opening.title, limit=MAX_TITLE),
        summary=clean_text(opening.summary, limit=MAX_SUMMARY).strip(),
        area=opening.area,
        situation=opening.situation or "",
        town=clean_line(opening.town, limit=30),
        state_since=now,
        regime=regime_on(law_day).key,
        law_day=law_day,
        opened_at=now,
        campaign=clean_line(opening.campaign, limit=60),
        national_number=clean_line(opening.national_number, limit=60),
        criminal_case=clean_line(opening.criminal_case, limit=80),
        department_id=opening.department_id,
        handler_id=opening.handler_id,
    )
    case.number = _next_number(case.year)
    words = (f"{case.year}-{case.number}", case.title, case.town, case.summary)
    case.search = search_vector("，".join(words))
    return case


def _next_number(year: int) -> int:
    """Take the next number. The row stays locked until the commit: nothing slow comes after it."""
    series = CaseNumberSeries.objects.filter(id=year)
    if not series.update(last=F("last") + 1):
        CaseNumberSeries.objects.bulk_create(
            [CaseNumberSeries(id=year, last=0)], ignore_conflicts=True
        )
        series.update(last=F("last") + 1)
    number: int = series.values_list("last", flat=True).get()
    return number


def _name_parties(case: Case, parties: Sequence[PartyInput]) -> list[CaseParty]:
    known = CaseParty.objects.filter(case_id=case.id).count()
    return list(
        CaseParty.objects.bulk_create(
            _party(case, party, known + place) for place, party in enumerate(parties)
        )
    )


def _party(case: Case, party: PartyInput, position: int) -> CaseParty:
    unit = None if party.unit_id is None else get_addressee(party.unit_id)
    name = clean_line(party.name, limit=MAX_NAME) or (unit.name if unit else "")
    if not name:
        raise InvalidInputError("cases.no_party_name")
    return CaseParty(
        case=case,
        role=party.role,
        unit_id=None if unit is None else unit.id,
        name=name,
        duty_basis=clean_line(party.duty_basis, limit=200),
        position=position,
    )


def _link(case: Case, leads: Sequence[Lead], acting: Actor, now: datetime) -> None:
    CaseLead.objects.bulk_create(
        [
            CaseLead(
                case=case, lead_id=lead.id, linked_at=now, linked_by_label=acting.signature[:60]
            )
            for lead in leads
        ],
        ignore_conflicts=True,
    )


def _first_member(case: Case) -> None:
    if case.handler_id is None:
        return
    handler = get_active_member(case.handler_id)
    CaseMember.objects.create(
        case=case,
        role=TeamRole.LEAD,
        staff_id=handler.id,
        label=handler.label,
        since=case.law_day,
    )


def _check_handler(case: Case) -> None:
    if case.handler_id is not None:
        check_no_interest(case, get_active_member(case.handler_id).label)


def _first_step(case: Case, acting: Actor, now: datetime) -> None:
    is_governance = case.kind == CaseKind.GOVERNANCE
    CaseStep.objects.create(
        id=new_id(now),
        case=case,
        target_state=case.state,
        basis=OPENED_GOVERNANCE if is_governance else OPENED,
        recorded_by_label=acting.signature[:60],
        at=now,
    )
