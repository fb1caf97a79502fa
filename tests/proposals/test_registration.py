"""Proposals registered by hand and from files; the clock of the answer runs from 交办."""

from datetime import date, datetime
from uuid import UUID

import pytest

from tests.cast import make_staff
from tests.evidence.papers import pdf
from tests.leads.desk import Office
from tests.proposals.cast import defaults, entry, make_proposal, row, workbook
from xiezhi.accounts.rules.roles import Role
from xiezhi.clocks.models import Clock
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from xiezhi.proposals.models import Proposal, ProposalImport, ProposalStep
from xiezhi.proposals.rules.kinds import ProposalKind
from xiezhi.proposals.rules.queues import ProposalTab
from xiezhi.proposals.rules.reading_in.fields import ProposalField, guess_mapping
from xiezhi.proposals.rules.reading_in.rows import read_sheet
from xiezhi.proposals.selectors.access import access_proposal, access_proposal_file
from xiezhi.proposals.selectors.page import get_proposal_page, label_of
from xiezhi.proposals.selectors.queues import ProposalFilter, count_tabs, list_proposals
from xiezhi.proposals.services.importing import Imported, import_list, import_texts
from xiezhi.proposals.services.registration import (
    add_papers,
    assign_proposal,
    flag_interest,
    mark_complex,
    register_proposal,
)


def imported(desk: Office, data: bytes, now: datetime, name: str = "目录.xlsx") -> Imported:
    return import_list(
        data=data,
        name=name,
        mapping=guess_mapping(read_sheet(data).headings),
        defaults=defaults(),
        acting=desk.clerk,
        now=now,
    )


def test_clerk_registers_and_three_months_run_from_assignment(desk: Office, now: datetime) -> None:
    proposal = make_proposal(desk.clerk, now)
    clock = Clock.objects.get(matter_id=proposal.id)
    assert (clock.rule_key, clock.kind, clock.due_on) == (
        "npc_proposal_reply", "statutory", date(2026, 6, 2),
    )  # fmt: skip
    assert (proposal.next_due_on, proposal.next_due_kind) == (date(2026, 6, 2), "statutory")
    assert label_of(proposal) == "代表建议 十七届五次第12号"
    step = ProposalStep.objects.get()
    assert (step.event, step.recorded_by_label) == ("register", desk.clerk.label)


def test_time_to_answer_a_cppcc_proposal_is_never_shown_as_law(desk: Office, now: datetime) -> None:
    proposal = make_proposal(desk.clerk, now, kind=ProposalKind.CPPCC_PROPOSAL)
    clock = Clock.objects.get(matter_id=proposal.id)
    assert (clock.rule_key, clock.kind) == ("cppcc_proposal_reply", "own")
    assert proposal.transferring_body == "政协提案委员会"


def test_complex_matter_has_six_months(desk: Office, now: datetime) -> None:
    proposal = make_proposal(desk.clerk, now)
    mark_complex(proposal_id=proposal.id, reason="涉及五个部门", acting=desk.clerk, now=now)
    running = Clock.objects.get(matter_id=proposal.id, void_on__isnull=True)
    assert (running.variant, running.due_on) == ("complex", date(2026, 9, 2))
    assert Proposal.objects.get().next_due_on == date(2026, 9, 2)
    assert ProposalStep.objects.get(event="mark_complex").words == "涉及五个部门"
    with pytest.raises(ConflictError, match=r"proposals\.complex_already"):
        mark_complex(proposal_id=proposal.id, reason="再次", acting=desk.clerk, now=now)


def test_same_number_of_the_session_is_registered_once(desk: Office, now: datetime) -> None:
    make_proposal(desk.clerk, now)
    with pytest.raises(ConflictError, match=r"proposals\.exists"):
        make_proposal(desk.clerk, now, number="12", title="另一个标题")
    other = make_proposal(desk.clerk, now, kind=ProposalKind.CPPCC_PROPOSAL)
    assert other.number == "12"


def test_chief_reads_and_does_not_register(desk: Office, now: datetime) -> None:
    proposal = make_proposal(desk.clerk, now)
    assert access_proposal(desk.chief, proposal.id) == proposal
    with pytest.raises(NotAllowedError):
        make_proposal(desk.chief, now, number="13")


def test_who_handles_no_matters_is_not_told_of_a_proposal(desk: Office, now: datetime) -> None:
    proposal = make_proposal(desk.clerk, now)
    with pytest.raises(NotFoundError, match=r"proposals\.not_found"):
        access_proposal(make_staff("控申01", Role.PETITION_OFFICER), proposal.id)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": "第号"}, "proposals.number_missing"),
        ({"session": " "}, "proposals.session_missing"),
        ({"title": " "}, "proposals.title_missing"),
        ({"assigned_on": date(2026, 11, 26)}, "proposals.day_in_future"),
        ({"received_on": date(2026, 3, 1)}, "proposals.received_before_assigned"),
    ],
)
def test_incomplete_entry_is_refused(
    changes: dict[str, object], code: str, desk: Office, now: datetime
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        register_proposal(entry=entry(**changes), acting=desk.clerk, now=now)
    assert refused.value.code == code
    assert not Proposal.objects.exists()


def test_papers_hang_on_the_proposal(desk: Office, now: datetime) -> None:
    proposal = make_proposal(desk.clerk, now)
    scan = IncomingFile(name="转办函.pdf", data=pdf())
    add_papers(proposal_id=proposal.id, files=[scan], acting=desk.clerk, now=now)
    (hung,) = get_proposal_page(desk.chief, proposal.id).files
    assert access_proposal_file(desk.chief, hung.file_id).original_name == "转办函.pdf"
    with pytest.raises(NotFoundError, match=r"evidence\.no_copy"):
        access_proposal_file(make_staff("控申01", Role.PETITION_OFFICER), hung.file_id)
    with pytest.raises(InvalidInputError, match=r"proposals\.no_file"):
        add_papers(proposal_id=proposal.id, files=[], acting=desk.clerk, now=now)


def test_clocks_go_along_with_the_handler(desk: Office, now: datetime) -> None:
    proposal = make_proposal(desk.clerk, now)
    assert desk.handler.id is not None
    assign_proposal(proposal_id=proposal.id, handler_id=desk.handler.id, acting=desk.head, now=now)
    assert Clock.objects.get(matter_id=proposal.id).handler_id == desk.handler.id
    with pytest.raises(InvalidInputError, match=r"accounts\.no_member"):
        assign_proposal(proposal_id=proposal.id, handler_id=UUID(int=1), acting=desk.head, now=now)


def test_interest_is_flagged_with_its_reason_and_taken_back(desk: Office, now: datetime) -> None:
    proposal = make_proposal(desk.clerk, now)
    flagged = flag_interest(
        proposal_id=proposal.id, reason="所在企业为被监管对象", acting=desk.head, now=now
    )
    assert flagged.has_interest
    assert not flag_interest(
        proposal_id=proposal.id, reason="", acting=desk.head, now=now
    ).has_interest


def test_list_is_imported_whole(desk: Office, now: datetime) -> None:
    batch = imported(desk, workbook(row(1, "关于消防"), row(2, "关于绿化")), now).batch
    assert (batch.row_count, batch.skipped_count) == (2, 0)
    assert set(Proposal.objects.values_list("number", flat=True)) == {"1", "2"}
    assert Clock.objects.count() == 2


def test_list_with_a_fault_leaves_nothing_behind(desk: Office, now: datetime) -> None:
    data = workbook(row(1, "关于消防"), row(2, "关于绿化", 办理方式="研究"))
    with pytest.raises(InvalidInputError, match=r"proposals\.import_rows_wrong"):
        imported(desk, data, now)
    assert not Proposal.objects.exists()
    assert not ProposalImport.objects.exists()


def test_same_file_imports_once(desk: Office, now: datetime) -> None:
    data = workbook(row(1, "关于消防"))
    first = imported(desk, data, now)
    again = imported(desk, data, now, name="改名.xlsx")
    assert (again.is_repeat, again.batch) == (True, first.batch)
    assert Proposal.objects.count() == 1


def test_rows_registered_before_are_skipped(desk: Office, now: datetime) -> None:
    imported(desk, workbook(row(1, "关于消防")), now)
    batch = imported(desk, workbook(row(1, "关于消防"), row(2, "关于绿化")), now).batch
    assert (batch.row_count, batch.skipped_count) == (1, 1)
    with pytest.raises(ConflictError, match=r"proposals\.import_nothing_new"):
        imported(desk, workbook(row(2, "关于绿化"), title="另一份目录"), now)


def test_mapping_without_a_number_imports_nothing(desk: Office, now: datetime) -> None:
    with pytest.raises(InvalidInputError, match=r"proposals\.import_no_number"):
        import_list(
            data=workbook(row(1, "关于消防")),
            name="目录.xlsx",
            mapping={ProposalField.TITLE: 2},
            defaults=defaults(),
            acting=desk.clerk,
            now=now,
        )


def test_full_texts_are_imported_together_or_not_at_all(desk: Office, now: datetime) -> None:
    entries = [entry(number="1"), entry(number="2")]
    batch = import_texts(entries=entries, names="一.docx", acting=desk.clerk, now=now).batch
    assert batch.row_count == 2
    with pytest.raises(ConflictError, match=r"proposals\.import_nothing_new"):
        import_texts(entries=entries, names="一.docx", acting=desk.clerk, now=now)
    twice = [entry(number="3"), entry(number="003")]
    with pytest.raises(InvalidInputError, match=r"proposals\.text_twice"):
        import_texts(entries=twice, names="二.docx", acting=desk.clerk, now=now)
    with pytest.raises(InvalidInputError, match=r"proposals\.import_empty"):
        import_texts(entries=[], names="", acting=desk.clerk, now=now)
    assert Proposal.objects.count() == 2


def test_list_shows_what_is_due_first_and_finds_words(desk: Office, now: datetime) -> None:
    make_proposal(desk.clerk, now, number="1", assigned_on=date(2026, 3, 4))
    make_proposal(desk.clerk, now, number="2", assigned_on=date(2026, 2, 2))
    other = make_proposal(
        desk.clerk, now, number="3", title="关于增设公交站点的建议", text="站点太少"
    )
    rows = list_proposals(desk.chief, ProposalFilter()).rows
    assert [one.number for one in rows] == ["2", "3", "1"]
    found = list_proposals(desk.chief, ProposalFilter(tab=ProposalTab.ALL, words="公交站点"))
    assert found.rows == (other,)
    assert list_proposals(desk.chief, ProposalFilter(words="。")).rows == ()
    counts = count_tabs(desk.chief, ProposalFilter(kind=ProposalKind.DEPUTY_SUGGESTION))
    assert (counts[ProposalTab.RECEIVED], counts[ProposalTab.ALL]) == (3, 3)
