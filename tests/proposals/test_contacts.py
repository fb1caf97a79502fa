"""Material offered to deputies, and contacts with them; who has an interest does not look on."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from tests.cast import make_staff
from tests.leads.desk import Office
from tests.proposals.cast import in_hand, make_proposal
from xiezhi.accounts.rules.roles import Role
from xiezhi.kernel.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
    RuleRefusedError,
)
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.proposals.models import DeputyContact, Material
from xiezhi.proposals.rules.contacts import ContactKind
from xiezhi.proposals.rules.conversion import ConversionKind
from xiezhi.proposals.selectors.access import access_contact, access_material
from xiezhi.proposals.selectors.behind import list_behind
from xiezhi.proposals.selectors.lists import count_owed, list_contacts, list_materials
from xiezhi.proposals.selectors.page import get_proposal_page, matter_of
from xiezhi.proposals.services.contacts import ContactDraft, follow_up_contact, record_contact
from xiezhi.proposals.services.conversion import ConversionDraft, convert_proposal
from xiezhi.proposals.services.materials import (
    offer_material,
    record_outcome_of_material,
    write_material,
)
from xiezhi.proposals.services.registration import flag_interest

CASE = Matter(kind=MatterKind.CASE, id=UUID(int=88), label="案件 2026-8")
DAY = date(2026, 11, 20)


def written(desk: Office, now: datetime, **changes: Any) -> Material:
    return write_material(
        title="窨井盖权属不清的共性问题",
        words="全旗窨井盖分属七家单位，缺少统一管护责任。",
        acting=desk.handler,
        now=now,
        **changes,
    )


def offered(desk: Office, now: datetime) -> Material:
    return offer_material(
        material_id=written(desk, now, matter=CASE).id,
        offered_to="旗人大常委会代表工作委员会",
        offered_on=DAY,
        acting=desk.handler,
        now=now,
    )


def contact(**changes: Any) -> ContactDraft:
    fields: dict[str, Any] = {
        "kind": ContactKind.INSPECTION,
        "held_on": DAY,
        "who": "旗人大代表07、旗人大代表11",
        "said": "建议把消火栓纳入智慧城管。",
    }
    return ContactDraft(**(fields | changes))


def test_material_is_taken_up_by_a_proposal_of_their_own(desk: Office, now: datetime) -> None:
    material = offered(desk, now)
    proposal = make_proposal(desk.clerk, now)
    taken = record_outcome_of_material(
        material_id=material.id,
        proposal_id=proposal.id,
        on=date(2026, 11, 24),
        words="大会期间提出",
        acting=desk.handler,
        now=now,
    )
    assert (taken.state, taken.proposal) == ("taken_up", proposal)
    assert get_proposal_page(desk.chief, proposal.id).materials == (taken,)
    assert list_behind(desk.chief, CASE.id).materials == (taken,)


def test_material_not_taken_names_no_proposal(desk: Office, now: datetime) -> None:
    material = offered(desk, now)
    found = record_outcome_of_material(
        material_id=material.id,
        proposal_id=None,
        on=date(2026, 11, 24),
        words="",
        acting=desk.handler,
        now=now,
    )
    assert (found.state, found.proposal) == ("not_taken", None)
    with pytest.raises(ConflictError, match=r"proposals\.not_offered"):
        record_outcome_of_material(
            material_id=material.id,
            proposal_id=None,
            on=DAY,
            words="",
            acting=desk.handler,
            now=now,
        )


def test_material_is_written_over_until_it_is_offered(desk: Office, now: datetime) -> None:
    material = written(desk, now)
    changed = write_material(
        title="窨井盖", words="改写", material_id=material.id, acting=desk.handler, now=now
    )
    assert (changed.id, changed.title) == (material.id, "窨井盖")
    offer_material(
        material_id=material.id, offered_to="旗政协", offered_on=DAY, acting=desk.handler, now=now
    )
    with pytest.raises(ConflictError, match=r"proposals\.offered_already"):
        write_material(
            title="再改", words="再改", material_id=material.id, acting=desk.handler, now=now
        )


@pytest.mark.parametrize(
    ("offered_to", "offered_on", "code"),
    [
        (" ", DAY, "proposals.offered_to_missing"),
        ("旗政协", date(2026, 11, 26), "proposals.day_in_future"),
    ],
)
def test_offer_says_to_whom_and_when(
    offered_to: str, offered_on: date, code: str, desk: Office, now: datetime
) -> None:
    material = written(desk, now)
    with pytest.raises(InvalidInputError) as refused:
        offer_material(
            material_id=material.id,
            offered_to=offered_to,
            offered_on=offered_on,
            acting=desk.handler,
            now=now,
        )
    assert refused.value.code == code


def test_material_says_something(desk: Office, now: datetime) -> None:
    with pytest.raises(InvalidInputError, match=r"proposals\.title_missing"):
        write_material(title="", words="内容", acting=desk.handler, now=now)
    with pytest.raises(InvalidInputError, match=r"proposals\.words_missing"):
        write_material(title="标题", words=" ", acting=desk.handler, now=now)


def test_what_was_asked_for_is_owed_until_it_is_done(desk: Office, now: datetime) -> None:
    draft = contact(follow_up="整改后向代表反馈")
    held = record_contact(draft=draft, acting=desk.clerk, now=now)
    assert count_owed(desk.chief) == 1
    follow_up_contact(
        contact_id=held.id, on=date(2026, 11, 24), words="已书面反馈", acting=desk.clerk, now=now
    )
    assert count_owed(desk.chief) == 0
    with pytest.raises(ConflictError, match=r"proposals\.followed_up_already"):
        follow_up_contact(contact_id=held.id, on=DAY, words="再次", acting=desk.clerk, now=now)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"who": " "}, "proposals.who_missing"),
        ({"said": " "}, "proposals.words_missing"),
        ({"held_on": date(2026, 11, 26)}, "proposals.day_in_future"),
    ],
)
def test_incomplete_contact_is_refused(
    changes: dict[str, Any], code: str, desk: Office, now: datetime
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        record_contact(draft=contact(**changes), acting=desk.clerk, now=now)
    assert refused.value.code == code


def test_deputy_with_an_interest_does_not_look_on(desk: Office, now: datetime) -> None:
    proposal = in_hand(desk.clerk, now)
    became = ConversionDraft(kind=ConversionKind.CASE, words="立案", matter=CASE)
    convert_proposal(proposal_id=proposal.id, draft=became, acting=desk.clerk, now=now)
    flag_interest(proposal_id=proposal.id, reason="本人企业为责任主体", acting=desk.head, now=now)
    hearing = contact(kind=ContactKind.HEARING, matter=CASE)
    with pytest.raises(RuleRefusedError, match=r"proposals\.deputy_has_interest"):
        record_contact(draft=hearing, acting=desk.clerk, now=now)
    own = contact(kind=ContactKind.LOOK_BACK, matter=matter_of(proposal))
    with pytest.raises(RuleRefusedError, match=r"proposals\.deputy_has_interest"):
        record_contact(draft=own, acting=desk.clerk, now=now)
    other = contact(kind=ContactKind.HEARING, matter=CASE, who="旗人大代表11")
    assert record_contact(draft=other, acting=desk.clerk, now=now).matter_id == CASE.id


def test_deputy_with_an_interest_may_still_be_asked(desk: Office, now: datetime) -> None:
    proposal = in_hand(desk.clerk, now)
    flag_interest(proposal_id=proposal.id, reason="本人企业", acting=desk.head, now=now)
    draft = contact(kind=ContactKind.RESEARCH, matter=matter_of(proposal))
    held = record_contact(draft=draft, acting=desk.clerk, now=now)
    assert get_proposal_page(desk.chief, proposal.id).contacts == (held,)


def test_contacts_and_material_are_for_those_who_handle_matters(
    desk: Office, now: datetime
) -> None:
    stranger = make_staff("控申01", Role.PETITION_OFFICER)
    material = written(desk, now)
    held = record_contact(draft=contact(), acting=desk.clerk, now=now)
    assert not list_materials(stranger)
    assert not list_contacts(stranger)
    assert list(list_contacts(desk.chief, ContactKind.HEARING)) == []
    with pytest.raises(NotFoundError, match=r"proposals\.no_material"):
        access_material(stranger, material.id)
    with pytest.raises(NotFoundError, match=r"proposals\.no_contact"):
        access_contact(stranger, held.id)
    assert DeputyContact.objects.count() == 1
