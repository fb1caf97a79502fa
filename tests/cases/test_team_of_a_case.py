"""Who works on a case: no expert sent by its organ, none after it has ended, the handler is replaced."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.cases.office import LIMBS, CaseOffice, at
from tests.cast import make_staff, make_unit
from xiezhi.accounts.models import Account
from xiezhi.accounts.rules.roles import Role
from xiezhi.cases.models import Case, CaseMember
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.people import TeamRole
from xiezhi.cases.services.team import assign_case, invite_expert, release_member
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.partners.models import PartnerUnit, UnitSuperior
from xiezhi.supporters.models import Supporter
from xiezhi.supporters.rules.kinds import SupporterKind

DAY = date(2026, 3, 2)


def assistant(unit: PartnerUnit | None, number: int = 3) -> Supporter:
    account = Account(
        username=f"assistant/{number}", kind=ActorKind.SUPPORTER, home_id=current_tenant()
    )
    account.set_unusable_password()
    account.save()
    made: Supporter = Supporter.objects.create(
        kind=SupporterKind.SPECIAL_ASSISTANT,
        number=number,
        label=f"特邀检察官助理{number:02}",
        account=account,
        unit=unit,
        term_from=date(2020, 1, 1),
        term_until=date(2099, 12, 31),
    )
    return made


def invite(office: CaseOffice, case: Case, who: Supporter) -> CaseMember:
    return invite_expert(
        case_id=case.id,
        supporter_id=who.id,
        part=TeamRole.SPECIAL_ASSISTANT,
        acting=office.handler,
        now=at(DAY),
    )


def test_assistant_sent_by_the_organ_is_refused_with_the_reason(office: CaseOffice) -> None:
    case = office.open(DAY)
    with pytest.raises(DomainError) as refused:
        invite(office, case, assistant(office.unit))
    assert (refused.value.code, refused.value.params["person"]) == (
        "cases.of_the_organ",
        "特邀检察官助理03",
    )
    invite(office, case, assistant(make_unit("旗林草局"), 4))


def test_assistant_sent_from_above_or_below_the_organ_is_refused_while_it_is_so(
    office: CaseOffice,
) -> None:
    case, city = office.open(DAY), make_unit("市水利局")
    relation = UnitSuperior.objects.create(
        id=uuid4(), unit=office.unit, superior=city, since=date(2020, 1, 1)
    )
    above = assistant(city)
    with pytest.raises(DomainError, match=r"^cases\.of_the_organ$"):
        invite(office, case, above)
    UnitSuperior.objects.filter(id=relation.id).update(until=DAY - timedelta(days=1))
    invite(office, case, above)
    below = make_unit("旗河道所")
    UnitSuperior.objects.create(id=uuid4(), unit=below, superior=office.unit, since=DAY)
    with pytest.raises(DomainError, match=r"^cases\.of_the_organ$"):
        invite(office, case, assistant(below, 4))


def test_part_of_the_invited_ends_with_the_case(office: CaseOffice) -> None:
    case = office.open(DAY)
    invited = invite(office, case, assistant(None))
    office.register(case, PaperKind.NO_FILING_DECISION, date(2026, 3, 6))
    invited.refresh_from_db()
    assert (case.is_open, invited.until) == (False, date(2026, 3, 6))


def test_handler_is_replaced_and_never_just_released(office: CaseOffice) -> None:
    case = office.open(DAY, CaseKind.ADMINISTRATIVE)
    office.register(case, PaperKind.FILING_DECISION, DAY, claims=LIMBS)
    lead = CaseMember.objects.get(case_id=case.id, role=TeamRole.LEAD, until__isnull=True)
    with pytest.raises(DomainError) as refused:
        release_member(case_id=case.id, member_id=lead.id, acting=office.handler, now=at(DAY))
    assert refused.value.code == "cases.handler_is_replaced"
    other = make_staff("检察官02", Role.PROSECUTOR)
    assert other.id is not None
    assign_case(case_id=case.id, handler_id=other.id, acting=office.head, now=at(DAY))
    leading = CaseMember.objects.filter(case_id=case.id, role=TeamRole.LEAD, until__isnull=True)
    assert [one.staff_id for one in leading] == [other.id]
