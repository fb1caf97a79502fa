"""Changing, withdrawing and hastening a suggestion through 登记2.0办理结果; drafts are left alone."""

from http import HTTPStatus

from tests.cases.office import CaseOffice, at
from tests.cases.test_changed_suggestion import WORDS
from tests.cases.test_governance_case import passed
from tests.web.cases.files import Files, scan
from xiezhi.cases.models import Case, CasePaper
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseState


def suggested(files: Files) -> Case:
    def make(office: CaseOffice) -> Case:
        case = office.investigated(files.day(-40), files.day(-20))
        office.suggested(case, files.day(-15), files.day(45))
        return case

    return files.made(make)


def draft(files: Files, case: Case, kind: PaperKind, **values: str) -> CasePaper:
    def make(_office: CaseOffice) -> CasePaper:
        made: CasePaper = CasePaper.objects.create(
            case=case,
            kind=kind,
            title="检察建议书",
            is_draft=True,
            values=values,
            entered_by_label="检察官01",
            entered_at=at(files.today),
        )
        return made

    return files.made(make)


def test_a_withdrawal_asks_for_its_reasons_at_their_field(files: Files) -> None:
    case = suggested(files)
    address = f"/desk/cases/{case.id}/register/"
    entered = {
        "paper": "suggestion_withdrawal",
        "number": "达检行公建撤〔2026〕1号",
        "decided_on": files.today.isoformat(),
        "decider": "chief",
        "decided_by_label": "检察长",
        "words": "",
    }
    client = files.client(files.inside.clerk)
    answer = client.post(address, entered | {"file": scan()})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "请写明变更、撤回的理由" in str(answer.context["form"]["words"].errors)
    client.post(address, entered | {"file": scan(), "words": WORDS})
    assert files.fresh(case.id).state == CaseState.INVESTIGATED


def test_the_papers_say_which_suggestion_stands_no_longer(files: Files) -> None:
    case = suggested(files)
    files.made(
        lambda office: office.register(
            case, PaperKind.SUGGESTION_WITHDRAWAL, files.today, words=WORDS
        )
    )
    page = files.client(files.inside.clerk).get(f"/desk/cases/{case.id}/")
    assert "已变更或者撤回，见其后的决定书" in page.content.decode()


def test_an_urgent_reply_is_taken_over_from_the_draft(files: Files) -> None:
    case = files.made(passed)
    draft(
        files,
        case,
        PaperKind.GOVERNANCE_SUGGESTION,
        reply_within="十五日",
        urgent_reason="汛期将至",
    )
    page = files.client(files.inside.clerk).get(
        f"/desk/cases/{case.id}/register/?paper=governance_suggestion"
    )
    fields = {field.name: field for field in page.context["form"].asked_claims}
    assert fields["urgent_reply_days"].initial == 15
    assert fields["urgent_reason"].initial == "汛期将至"


def test_a_draft_is_neither_made_void_nor_served(files: Files) -> None:
    case = files.filed()
    made = draft(files, case, PaperKind.INQUIRY_RECORD)
    client = files.client(files.inside.clerk)
    for act in ("void", "deliver"):
        address = f"/desk/cases/{case.id}/papers/{made.id}/{act}/"
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND
