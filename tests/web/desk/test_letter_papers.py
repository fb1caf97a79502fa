"""Papers of a letter: looked at page by page, saved as DOCX and PDF, or what they lack is said."""

import pytest

from tests.leads.letters import drafted, sent
from tests.web.desk.staff import Desk
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.letters.models import Letter
from xiezhi.web.desk.letter_papers import letter_paper, seal_slip, service_receipt

PAPERS = ("letter", "receipt", "seal-slip")


def letter_of(desk: Desk) -> Letter:
    with tenant_scope(desk.procuratorate.id):
        return sent(desk.inside)[1]


@pytest.mark.parametrize("paper", PAPERS)
def test_paper_is_saved_as_docx_and_pdf(desk: Desk, paper: str) -> None:
    letter = letter_of(desk)
    client = desk.client(desk.inside.handler)
    heads = {"pdf": b"%PDF", "docx": b"PK"}
    for form, head in heads.items():
        answer = client.get(f"/desk/letters/{letter.id}/papers/{paper}/{form}/")
        assert answer.content.startswith(head)
        assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("paper", PAPERS)
def test_paper_is_shown_page_by_page(desk: Desk, paper: str) -> None:
    letter = letter_of(desk)
    client = desk.client(desk.inside.handler)
    where = f"/desk/letters/{letter.id}/papers/{paper}/"
    page = client.get(where)
    assert list(page.context["pages"]) == [1]
    assert client.get(f"{where}pages/1/").content.startswith(b"\x89PNG")
    assert client.get(f"{where}pages/2/").status_code == 404


@pytest.mark.parametrize("part", ["poem/", "poem/pdf/", "letter/odt/"])
def test_unknown_paper_or_form_does_not_exist(desk: Desk, part: str) -> None:
    letter = letter_of(desk)
    client = desk.client(desk.inside.handler)
    assert client.get(f"/desk/letters/{letter.id}/papers/{part}").status_code == 404


def test_paper_of_a_letter_of_others_does_not_exist(desk: Desk) -> None:
    letter = letter_of(desk)
    other = desk.client(desk.hire("检察官助理09", Role.ASSISTANT))
    assert other.get(f"/desk/letters/{letter.id}/papers/letter/pdf/").status_code == 404


def test_what_a_paper_lacks_is_said_and_the_page_stands(desk: Desk) -> None:
    with tenant_scope(desk.procuratorate.id):
        letter = drafted(
            desk.inside, desk.inside.refer(), office_number="达检 17", contact_words=""
        )
    page = desk.client(desk.inside.handler).get(f"/desk/letters/{letter.id}/papers/letter/")
    assert page.status_code == 400
    assert "发文字号" in page.content.decode()


def test_heading_is_the_offices_own_and_the_contact_is_taken_apart(desk: Desk) -> None:
    letter = letter_of(desk)
    with tenant_scope(desk.procuratorate.id):
        found = Letter.objects.select_related("unit").get(id=letter.id)
        paper = letter_paper(found, desk.procuratorate)
    assert (paper.heading, paper.signed_by) == (desk.procuratorate.name,) * 2
    assert (paper.contact_person, paper.contact_telephone) == ("第四检察部", "0477-8581234")
    assert (paper.addressees, paper.office_number) == (("旗水利局",), "达检函〔2026〕17号")


def test_receipt_and_slip_say_nothing_of_the_lead(desk: Desk) -> None:
    letter = letter_of(desk)
    with tenant_scope(desk.procuratorate.id):
        found = Letter.objects.select_related("unit", "written_by__department").get(id=letter.id)
        shown = (
            f"{service_receipt(found, desk.procuratorate)}{seal_slip(found, desk.procuratorate)}"
        )
    assert found.matter_label.removeprefix("线索 ") not in shown
    assert str(found.matter_id) not in shown


def test_preview_says_which_faces_are_stood_in_for(desk: Desk) -> None:
    letter = letter_of(desk)
    page = desk.client(desk.inside.handler).get(f"/desk/letters/{letter.id}/papers/letter/")
    assert page.context["stand_ins"] == "仿宋、小标宋"
    assert "暂以宋体代替" in page.content.decode()
