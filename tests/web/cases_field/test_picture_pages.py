"""Pictures at the desk: beside one another, with their words, on 照片说明页, in the volume; the portal."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pdfminer.high_level import extract_text

from tests.browser.journey_cast import picture
from tests.cases.office import LIMBS, CaseOffice
from tests.cast import make_staff
from tests.web.cases.files import Files
from tests.web.cases_field.test_after_filing import closed, evidence, post, two
from xiezhi.accounts.rules.roles import Role
from xiezhi.cases.models import Case, CasePaper, LookBack, PlacePicture
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import Actor
from xiezhi.letters.models import Letter
from xiezhi.partners.models import PartnerUnit

POSTED = 302


def photo(name: str = "现场.jpg", *, after: bool = False) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture(after=after)["buffer"], "image/jpeg")


def pictured(files: Files, case: Case, **changes: Any) -> PlacePicture:
    """A case whose evidence has one picture."""
    given = evidence(files, kind="site_record", way="inspection", place="××路口", witness="无")
    given |= {"shots": [photo()]} | changes
    path = f"/desk/cases/{case.id}/evidence/new/"
    answer = post(files, files.inside.handler, path, given)
    assert answer.status_code == POSTED, answer.context["form"].errors
    with tenant_scope(files.procuratorate.id):
        found: PlacePicture = PlacePicture.objects.get(case_id=case.id, evidence__isnull=False)
        return found


def words_of(pdf: bytes) -> str:
    """The words of a PDF, without line breaks and the places where long words may break."""
    found: str = extract_text(io.BytesIO(pdf))
    return "".join(found.replace("\u200b", "").split())


def sent(answer: Any) -> bytes:
    assert answer.status_code == 200, answer.context["form"].errors
    return b"".join(answer.streaming_content)


def seen(files: Files, former: PlacePicture) -> dict[str, Any]:
    return {
        "done_on": files.today.isoformat(),
        "place": "××路口",
        "staff": two(files),
        "words": "出水正常",
        "result": "holds",
        "witness_of_pictures": "无",
        f"beside-{former.id}": photo("现在.jpg", after=True),
    }


def test_look_back_shows_the_former_picture_and_takes_the_new_one_beside_it(files: Files) -> None:
    case = files.suggested()
    former = pictured(files, case)
    handler = files.client(files.inside.handler)
    closed(files, case)
    with tenant_scope(files.procuratorate.id):
        look = LookBack.objects.filter(case_id=case.id).order_by("due_on").first()
    assert look is not None
    path = f"/desk/cases/{case.id}/look-backs/{look.id}/"
    form = handler.get(path).context["form"]
    assert [pair["field"].name for pair in form.pairs()] == [f"beside-{former.id}"]
    answer = handler.post(path, seen(files, former))
    assert answer.status_code == POSTED, answer.context["form"].errors
    page = handler.get(f"/desk/cases/{case.id}/?tab=rectification")
    done = [one for one in page.context["look_backs"] if one["row"].done_on]
    (pair,) = done[0]["pairs"]
    assert str(former.file_id) in pair["before"]["thumb_url"]
    assert pair["after"]["caption"] == f"此次 {files.today.isoformat()}"
    sheet = handler.get(f"/desk/cases/{case.id}/comparison/").content.decode()
    assert pair["before"]["thumb_url"] in sheet
    assert pair["after"]["thumb_url"] in sheet


def test_sheets_say_time_place_photographer_witness_and_what_is_proved(files: Files) -> None:
    case = files.filed()
    former = pictured(files, case)
    handler = files.client(files.inside.handler)
    answer = handler.post(f"/desk/cases/{case.id}/pictures/")
    words = words_of(sent(answer))
    day = files.today
    for expected in (
        f"{day.year}年{day.month}月{day.day}日",
        "EXIF",
        "××路口",
        former.taken_by,
        "堆场占用的土地性质为林地",
    ):
        assert expected in words, expected


def test_picture_without_words_is_kept_off_the_sheets_until_they_are_filled_in(
    files: Files,
) -> None:
    case = files.filed()
    former = pictured(files, case, witness="")
    handler = files.client(files.inside.handler)
    path = f"/desk/cases/{case.id}/pictures/"
    page = handler.get(path)
    assert (page.context["whole"], page.context["lacking"]) == (0, 1)
    assert "见证人" in page.context["pictures"][0]["gaps"]
    refused = handler.post(path)
    assert "没有可以列入照片说明页的照片" in refused.content.decode()
    one = f"{path}{former.id}/"
    given = {"place": "××路口", "taken_by": "书记员01", "witness": "无", "proves": "堆场现状"}
    assert handler.post(one, given).headers["Location"] == path
    assert handler.get(path).context["whole"] == 1


def test_volume_and_package_hold_the_sheets(files: Files) -> None:
    case = files.opened()
    pictured(files, case)
    handler = files.client(files.inside.handler)
    path = f"/desk/cases/{case.id}/volume/"
    assert "照片说明（1张）" in handler.get(path).content.decode()
    data = {"retention": "thirty_years", "retention_class": "", "situation": ""}
    volume = words_of(sent(handler.post(path, data | {"do": "volume"})))
    assert "堆场占用的土地性质为林地" in volume
    package = sent(handler.post(path, data | {"do": "package"}))
    with zipfile.ZipFile(io.BytesIO(package)) as packed:
        told = b"".join(packed.read(name) for name in packed.namelist() if not name.endswith("pdf"))
    assert "照片说明（1张）" in told.decode(errors="ignore")


@pytest.mark.parametrize(
    ("months", "others", "kept"),
    [(["3", "12"], "", [3, 12]), ([], "18、24", [18, 24]), ([], "", [])],
)
def test_administrator_sets_the_times(
    files: Files, months: list[str], others: str, kept: list[int]
) -> None:
    admin = files.client(files.made(_admin))
    path = "/desk/look-backs/times/"
    assert "3、6、12" in admin.get(path).content.decode()
    answer = admin.post(path, {"months": months, "others": others})
    assert answer.status_code == POSTED
    assert admin.get(path).context["former"][0]["row"].months == kept
    assert admin.post(path, {"others": "半年"}).status_code == 400


def _admin(_office: CaseOffice) -> Actor:
    return make_staff("系统管理员", Role.SYSTEM_ADMIN, is_stepped_up=True)


def portals(page: Any) -> list[dict[str, str]]:
    return [sent["portal"] for one in page.context["papers"] for sent in one["sent"]]


def test_paper_not_served_electronically_says_why_and_one_button_sends_it(files: Files) -> None:
    case = files.filed()
    clerk = files.client(files.inside.clerk)
    (before,) = portals(clerk.get(f"/desk/cases/{case.id}/"))
    assert "单位没有同意电子送达" in before["words"]
    assert clerk.post(before["url"]).status_code == POSTED
    (after,) = portals(clerk.get(f"/desk/cases/{case.id}/"))
    assert after["words"].startswith("已发协作门户")
    assert not after["url"]


def test_letter_of_another_matter_is_not_sent_from_a_case(files: Files) -> None:
    first, second = files.filed(), files.filed()
    clerk = files.client(files.inside.clerk)
    with tenant_scope(files.procuratorate.id):
        letter_id = Letter.objects.get(matter_id=second.id).id
    assert clerk.post(f"/desk/cases/{first.id}/portal/{letter_id}/").status_code == 404


def test_electronic_service_takes_the_paper_to_the_portal(files: Files) -> None:
    def make(office: CaseOffice) -> CasePaper:
        PartnerUnit.objects.update(consented_to_electronic_service_on=files.day(-400))
        case = office.open(files.day(-5))
        return office.register(
            case,
            PaperKind.FILING_DECISION,
            files.day(-5),
            claims=LIMBS,
            deliveries=[office.delivery(case)],
        )

    paper = files.made(make)
    clerk = files.client(files.inside.clerk)
    path = f"/desk/cases/{paper.case_id}/papers/{paper.id}/deliver/"
    form = clerk.get(path).context["form"]
    given = {
        "addressee": form.fields["addressee"].initial,
        "way": "electronic",
        "served_on": files.today.isoformat(),
        "signed_for_by": "办公室主任01",
    }
    answer: Any = clerk.post(path, given)
    assert answer.status_code == POSTED, answer.context["form"].errors
    with tenant_scope(files.procuratorate.id):
        letter = Letter.objects.get(matter_id=paper.case_id)
    assert letter.sent_at is not None
    assert letter.state == "served"
