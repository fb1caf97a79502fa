"""No page of a case keeps another regime's word for the pre-suit paper, whatever the page."""

import re
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.test import RequestFactory
from django.urls import resolve

from tests.architecture.addresses import addresses
from tests.browser.case_pages import case_ids
from tests.law.supplied import supplied
from tests.web.cases.files import Files
from tests.web.cases.test_regime_names import NEW, OLD, THIS_YEAR
from xiezhi.cases.models import PaperDelivery
from xiezhi.cases.rules.drafts import DRAFTED
from xiezhi.clocks.models import Clock
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.errors import DomainError
from xiezhi.web.problem_texts import TEXTS, text_at

FORMER: Final = re.compile(r".{0,40}检察建议(?!工作规定|规定).{0,40}")
QUOTES: Final = ("逾期不回复检察建议",)
"""办案规则第82条 in its own words."""


def made(files: Files) -> dict[str, Any]:
    """One case of the new regime with everything on it, its suggestion served by letter."""
    with tenant_scope(files.procuratorate.id):
        ids = case_ids(files.inside)
        letters = PaperDelivery.objects.filter(paper_id=ids["paper_id"], letter__isnull=False)
        clocks = Clock.objects.filter(matter_id=ids["case_id"]).values_list("id", flat=True)
        return ids | {"letter_id": letters.get().letter_id, "clock_ids": list(clocks)}


def pages(ids: dict[str, Any]) -> Iterator[str]:
    for one in addresses():
        about_case = "case_id>" in one.route and one.name.startswith("cases:")
        about_letter = "letter_id>" in one.route and one.name.startswith("desk:")
        if about_case or about_letter:
            yield one.path(ids)
    case = f"/desk/cases/{ids['case_id']}/"
    yield from (f"{case}?tab={tab}" for tab in ("papers", "evidence", "rectification", "people"))
    yield from (f"{case}?tab={tab}" for tab in ("leads", "proposals"))
    yield from (f"{case}draft/{one.key}/" for one in DRAFTED)
    yield from (f"{case}clocks/{clock_id}/" for clock_id in ids["clock_ids"])
    yield f"{case}print/"
    yield from (
        f"{case}register/?paper={kind}"
        for kind in ("suspension_decision", "review_report", "suggestion_change")
    )


def words_of(answer: Any) -> str:
    kind = answer.headers.get("Content-Type", "")
    text: str = answer.content.decode() if kind.startswith("text/html") else ""
    for quote in QUOTES:
        text = text.replace(quote, "")
    return text


def test_no_page_of_a_case_or_of_its_letters_keeps_the_former_word(files: Files) -> None:
    found: dict[str, list[str]] = {}
    with supplied(statute=THIS_YEAR):
        ids = made(files)
        for acting in (files.inside.clerk, files.inside.handler):
            client = files.client(acting)
            for path in pages(ids):
                kept = FORMER.findall(words_of(client.get(path)))
                if kept:
                    found.setdefault(path.replace(str(ids["case_id"]), "…"), kept)
    assert found == {}, "\n".join(f"{k}: {v}" for k, v in found.items())


def test_a_refusal_outside_a_form_takes_the_word_of_the_case(files: Files) -> None:
    with supplied(statute=THIS_YEAR):
        new, old = files.opened(law_day=NEW), files.opened(law_day=OLD)
        with tenant_scope(files.procuratorate.id):
            told = {
                code: [refused_at(case.id, code) for case in (new, old)]
                for code, texts in TEXTS.items()
                if code.startswith("cases.") and FORMER.search("".join(map(str, texts)))
            }
    assert told
    kept = {code for code, (by_new, _old) in told.items() if FORMER.search(by_new)}
    assert kept == set()
    assert all(FORMER.search(by_old) for _new, by_old in told.values())


def refused_at(case_id: UUID, code: str) -> str:
    request = RequestFactory().get(f"/desk/cases/{case_id}/print/")
    request.resolver_match = resolve(request.path)
    problem = text_at(request.resolver_match, DomainError(code))
    return f"{problem.text}{problem.next_step}"
