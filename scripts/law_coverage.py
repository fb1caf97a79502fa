"""Write the tables at the end of docs/law-coverage.md; ``--check`` only compares.

Each line of the law data stands beside the test that holds it; a line no test holds is an error.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.law import test_deadline_rules, test_inventories, test_subject_areas
from tests.law.due_days import rows as due_rows
from xiezhi.law.areas import Area, area_register
from xiezhi.law.deadline_rules import deadline_rules
from xiezhi.law.decisions import decision_rights
from xiezhi.law.documents import papers
from xiezhi.law.eligibility import eligibility
from xiezhi.law.limits import DeadlineKind, DeadlineRule
from xiezhi.law.publication import publications

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "law-coverage.md"
MARK: Final = "<!-- Below: written by `python -m scripts.law_coverage`; do not edit. -->\n"
RULES: Final = "tests/law/test_deadline_rules.py"
AREAS: Final = "tests/law/test_subject_areas.py"
INVENTORIES: Final = "tests/law/test_inventories.py"


def render() -> str:
    """Return the tables."""
    return "\n".join(
        [
            *_section("Time limits", ("key", "事项", "length", "basis", "", "held by"), _limits()),
            *_section("Areas", ("key", "领域", "basis", "", "held by"), _areas()),
            *_section("Eligibility", ("key", "对象", "basis", "", "held by"), _eligibility()),
            *_section("Papers", ("key", "文书", "basis", "", "held by"), _papers()),
            *_section("Decision rights", ("key", "事项", "basis", "", "held by"), _decisions()),
            *_section("Publication", ("key", "事项", "basis", "", "held by"), _published()),
        ]
    )


def _section(title: str, heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> list[str]:
    lines = [f"## {title}", "", _row(heads), _row(("---",) * len(heads))]
    return [*lines, *(_row(row) for row in rows), ""]


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _limits() -> Iterator[tuple[str, ...]]:
    edges = Counter(row.key for row in due_rows())
    statutory = {row[0] for row in test_deadline_rules.STATUTORY}
    for rule in deadline_rules():
        if rule.effective_to is not None:
            continue
        is_statutory = rule.kind is DeadlineKind.STATUTORY
        if not edges[rule.key] or is_statutory != (rule.key in statutory):
            raise LookupError(rule.key)
        name = (
            "test_statutory_limits_are_those_of_the_article"
            if is_statutory
            else "test_what_the_law_leaves_open_is_an_own_rule"
        )
        held = f"`tests/law/test_due_days.py` ({edges[rule.key]} days), `{RULES}::{name}`"
        standing = "法定" if is_statutory else "本院规定"
        yield (
            f"`{rule.key}`",
            rule.title,
            _length(rule),
            rule.basis,
            _standing(standing, is_verified=rule.is_verified),
            held,
        )


def _length(rule: DeadlineRule) -> str:
    plain = f"{rule.period.length} {rule.period.unit}" if rule.period else rule.wording or "—"
    others = [
        f"{one.key}: {one.period.length} {one.period.unit}" if one.period else f"{one.key}: —"
        for one in rule.variants
    ]
    return "; ".join((plain, *others))


def _areas() -> Iterator[tuple[str, ...]]:
    dated = {row[0] for row in test_subject_areas.STATUTORY_FROM}
    for area in area_register().areas:
        name = (
            "test_an_area_is_statutory_from_the_day_its_law_is_in_force"
            if area.key in dated
            else "test_drafts_and_the_rest_are_never_statutory"
        )
        if (area.statutory_from is not None) != (area.key in dated):
            raise LookupError(area.key)
        standing = _standing("法定" if area.key in dated else "等外", is_verified=area.is_verified)
        yield f"`{area.key}`", area.name, _bases(area), standing, f"`{AREAS}::{name}`"


def _bases(area: Area) -> str:
    return "；".join(f"{one.instrument.short}{one.article}" for one in area.bases) or "—"


def _eligibility() -> Iterator[tuple[str, ...]]:
    stated = {row[0] for row in test_inventories.CONDITIONS}
    names = ["test_every_condition_and_bar_is_there", "test_a_number_of_eligibility_has_its_source"]
    for rule in eligibility().values():
        if rule.key not in stated:
            raise LookupError(rule.key)
        held = ", ".join(f"`{INVENTORIES}::{name}`" for name in names[: 1 + bool(rule.figures)])
        is_verified = all(one.is_verified for one in (*rule.require, *rule.bar))
        yield f"`{rule.key}`", rule.name, rule.basis, _standing("", is_verified=is_verified), held


def _papers() -> Iterator[tuple[str, ...]]:
    stated = {row[0] for row in test_inventories.PAPERS}
    for paper in papers().values():
        if paper.key not in stated:
            raise LookupError(paper.key)
        mark = _standing("", is_verified=paper.source.is_verified)
        held = f"`{INVENTORIES}::test_a_paper_is_named_as_the_article_names_it`"
        yield f"`{paper.key}`", paper.name, paper.source.basis, mark, held


def _decisions() -> Iterator[tuple[str, ...]]:
    stated = {row[0] for row in test_inventories.RIGHTS}
    for right in (versions[-1] for versions in decision_rights().values()):
        if right.key not in stated:
            raise LookupError(right.key)
        mark = _standing("", is_verified=right.source.is_verified)
        held = f"`{INVENTORIES}::test_who_decides_is_data`"
        yield f"`{right.key}`", right.name, right.source.basis, mark, held


def _published() -> Iterator[tuple[str, ...]]:
    stated = {row[0] for row in test_inventories.PUBLISHED}
    for one in publications().values():
        if one.key not in stated:
            raise LookupError(one.key)
        mark = _standing("", is_verified=one.source.is_verified)
        held = f"`{INVENTORIES}::test_the_register_says_what_is_made_public`"
        yield f"`{one.key}`", one.name, one.source.basis, mark, held


def _standing(word: str, *, is_verified: bool) -> str:
    return " ".join(part for part in (word, "" if is_verified else "待核") if part)


def main() -> int:
    """Write the page's tables, or with ``--check`` say whether they are current."""
    text = PAGE.read_text(encoding="utf-8")
    wanted = text.partition(MARK)[0] + MARK + "\n" + render()
    if "--check" in sys.argv:
        return int(text != wanted)
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
