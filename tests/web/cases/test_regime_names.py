"""A new regime's name of a paper stands wherever the page speaks of it; older cases keep theirs."""

from datetime import date
from typing import Any

import pytest

from tests.law.supplied import supplied
from tests.law.test_regimes import STATUTE
from tests.web.cases.files import Files, scan
from xiezhi.cases.models import Case
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.infra.tenant import tenant_scope

# The invented statute of the tests of regimes, in force for the cases of this year.
THIS_YEAR = STATUTE.replace("2028-01-01", "2026-01-01")
OLD, NEW = date(2025, 12, 1), date(2026, 2, 2)


def investigated(files: Files, filed_on: date, kind: CaseKind = CaseKind.ADMINISTRATIVE) -> Case:
    return files.made(lambda office: office.investigated(filed_on, date(2026, 4, 10), kind=kind))


def page(files: Files, case: Case, part: str = "") -> Any:
    return files.client(files.inside.clerk).get(f"/desk/cases/{case.id}/{part}")


def offered(answer: Any) -> dict[str, str]:
    groups = answer.context["form"].fields["paper"].choices
    return {value: label for _group, members in groups for value, label in members}


@pytest.mark.parametrize(("filed_on", "word"), [(OLD, "检察建议"), (NEW, "检察意见")])
def test_buttons_choices_headings_and_stages_take_the_name_of_the_cases_regime(
    files: Files, filed_on: date, word: str
) -> None:
    with supplied(statute=THIS_YEAR):
        case = investigated(files, filed_on)
        shown = page(files, case)
        step = next(one for one in shown.context["steps"] if "pil_suggestion" in one.url)
        assert (step.label, step.papers) == (f"提出{word}", f"{word}书")
        assert word in [one["label"] for one in shown.context["stages"]]
        form = page(files, case, "register/?paper=pil_suggestion")
        assert offered(form)["pil_suggestion"] == f"{word}书"
        assert f"照{word}书写明的日期填写" in form.content.decode()
        drafts = page(files, case, "draft/")
        titles = {one["key"]: one["title"] for one in drafts.context["papers"]}
        assert titles["pil_suggestion"] == f"{word}书"
        assert titles["filing_decision"] == "立案决定书"


def test_state_story_and_dates_take_the_name_too(files: Files) -> None:
    with supplied(statute=THIS_YEAR):
        case = investigated(files, NEW)
        due = date(2026, 12, 30)
        files.made(lambda office: office.suggested(case, date(2026, 4, 17), due, deliveries=[]))
        shown = page(files, case)
        assert shown.context["story"][0].title == "提出检察意见"
        rows = files.client(files.inside.clerk).get("/desk/cases/?tab=all&scope=office")
        states = {row["case"].id: row["state"] for row in rows.context["rows"]}
    assert (shown.context["state"], states[case.id]) == ("检察意见待送达", "检察意见待送达")
    assert "检察建议书" not in shown.content.decode()


def test_social_governance_keeps_its_suggestion(files: Files) -> None:
    with supplied(statute=THIS_YEAR):
        case = files.made(lambda office: office.open(NEW, CaseKind.GOVERNANCE))
        labels = [one["label"] for one in page(files, case).context["stages"]]
    with tenant_scope(files.procuratorate.id):
        assert Case.objects.get(id=case.id).regime == "statute"
    assert "检察建议" in labels


def test_refusals_take_the_name_too_and_leave_the_rules_theirs(files: Files) -> None:
    with supplied(statute=THIS_YEAR):
        new, old = files.opened(law_day=NEW), files.opened(law_day=OLD)
        words = "请照检察建议书填写（检察建议规定第22条）"
        forms = [page(files, one, "number/").context["form"] for one in (new, old)]
        assert [one.told(words) for one in forms] == [
            "请照检察意见书填写（检察建议规定第22条）",
            words,
        ]


def test_suggestion_without_its_period_is_refused_in_the_words_of_the_regime(files: Files) -> None:
    with supplied(statute=THIS_YEAR):
        case = investigated(files, NEW)
        address = f"/desk/cases/{case.id}/register/?paper=pil_suggestion"
        client = files.client(files.inside.clerk)
        form = client.get(address).context["form"]
        entered = {name: form[name].value() or "" for name in form.fields if name != "file"}
        entered |= {"number": "达检行公建〔2026〕Z9号", "rectification_due_on": ""}
        entered["file"] = scan()
        told = client.post(address, entered).content.decode()
        assert "检察意见书须写明整改期限" in told
        assert "检察建议书" not in told
