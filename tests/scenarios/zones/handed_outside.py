"""Steps of the outer zone on 移送线索: a unit hands a lead over and reads what became of it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.scenarios.zones.carrying import scope
from tests.scenarios.zones.outside import browser, paper, photo
from xiezhi.intake.models import ReportFile, ReportMessage, UnitReport
from xiezhi.kernel import clock
from xiezhi.kernel.clock import CHINA

HERE = "/portal/handed/"


def hand_lead(
    title: str, words: str, place: str, number: str, basis: str, shade: int = 77
) -> dict[str, str]:
    """Hand a lead over with a picture and a paper of its own, by the shade.

    ``enter_portal`` signed the unit in before.
    """
    seen_at = (clock.now() - timedelta(days=2)).astimezone(CHINA)
    form: dict[str, Any] = {
        "submission_key": str(uuid4()),
        "title": title,
        "words": words,
        "place_words": place,
        "seen_at": seen_at.strftime("%Y-%m-%dT%H:%M"),
        "own_number": number,
        "basis": basis,
        "papers": SimpleUploadedFile("移送函.pdf", paper(f"移送函 {shade}"), "application/pdf"),
        "papers_are_masked": "on",
        "photos": photo(shade, "砂坑.jpg"),
    }
    sent = browser("unit").post(f"{HERE}new/", form)
    assert sent.status_code == 302, sent.content.decode()[:3000]
    with scope():
        handed = UnitReport.objects.select_related("report").get(own_number=number)
        return {
            "id": str(handed.report_id),
            "page": str(handed.id),
            "code": handed.report.code,
            "handed_at": handed.handed_at.isoformat(),
        }


def handed_page(page: str = "") -> str:
    """Return the unit's list, or one of what it handed over."""
    address = f"{HERE}{page}/" if page else HERE
    shown = browser("unit").get(address)
    assert shown.status_code == 200, shown.status_code
    return shown.content.decode()


def files_of_handed(report: str) -> list[str]:
    """Return the ids of the files handed over with a lead."""
    with scope():
        links = ReportFile.objects.filter(report_id=report)
        return [str(one) for one in links.values_list("file_id", flat=True)]


def steps_here(report: str) -> int:
    """Return how many words of the office stand behind a report outside."""
    with scope():
        return ReportMessage.objects.filter(report_id=report).count()
