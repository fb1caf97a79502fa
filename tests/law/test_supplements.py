"""本院补充数据: files in the folder ``law`` are checked whole, taken in, and named where they show."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.law.supplied import supplied
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.law.book import add_folder, add_texts
from xiezhi.law.deadline_rules import deadline_rules
from xiezhi.law.deadlines import rule_on
from xiezhi.law.decisions import decision_right
from xiezhi.law.documents import RetentionClass, paper
from xiezhi.law.eligibility import figure
from xiezhi.law.instruments import instruments
from xiezhi.law.periods import Period, Unit
from xiezhi.law.publication import PublicationRule, publications
from xiezhi.law.shelf import SECTIONS, supplements

LATER = """
deadlines:
  - {key: hearing_notice, title: 听证告知, flow: 听证, trigger: 听证日, direction: before,
     kind: statutory, length: 5, unit: day, basis: 听证规定第10条, instrument: hearing_rules_2020,
     tag: OWN, verified: false, effective_from: 2027-06-01}
"""


@pytest.fixture(autouse=True)
def _nothing_stays() -> Iterator[None]:
    yield
    add_texts({})


def test_no_folder_is_no_supplement(tmp_path: Path) -> None:
    assert add_folder(tmp_path / "law") == ()


def test_files_are_taken_in_by_name(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(LATER, encoding="utf-8")
    (tmp_path / "a.yml").write_text("areas: []", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not read", encoding="utf-8")

    assert add_folder(tmp_path) == ("law/a.yml", "law/b.yaml")


def test_a_later_version_ends_the_built_in_one() -> None:
    with supplied(hearing=LATER):
        old, new = (rule_on("hearing_notice", day) for day in (date(2027, 5, 31), date(2027, 6, 1)))

        assert (old.period, new.period) == (
            Period(length=3, unit=Unit.DAY),
            Period(length=5, unit=Unit.DAY),
        )
        assert (old.supplement, old.effective_to) == ("", date(2027, 5, 31))
        assert new.supplement == "law/hearing.yaml"


def test_a_version_from_the_same_day_takes_the_place_of_the_built_in_one() -> None:
    with supplied(hearing=LATER.replace("2027-06-01", "2020-09-14")):
        found = [rule for rule in deadline_rules() if rule.key == "hearing_notice"]

    assert [rule.supplement for rule in found] == ["law/hearing.yaml"]


def test_the_end_of_a_text_ends_its_rules() -> None:
    ended = """
instruments:
  - {key: suggestion_rules_2019, title: 人民检察院检察建议工作规定, short: 检察建议规定,
     effective_from: 2019-02-26, effective_to: 2027-12-31, tag: OWN, verified: true}
"""
    with supplied(texts=ended):
        assert instruments()["suggestion_rules_2019"].supplement == "law/texts.yaml"
        assert rule_on("sugg_reply", date(2027, 12, 31)).effective_to == date(2027, 12, 31)


def test_every_kind_of_data_may_be_added() -> None:
    more = """
documents:
  - {key: filing_decision, name: 立案决定书, family: judicial, flows: [公益诉讼], step: 决定立案,
     basis: 本院归档办法, retention: years_60, tag: OWN, verified: true}
eligibility:
  - key: grid_officer
    name: 公益诉讼网格员
    basis: 本院网格员管理办法
    require: [{key: adult, text: 年满二十周岁, tag: OWN, verified: true}]
    numbers: [{key: minimum_age, label: 最低年龄, value: 20, unit: 周岁, basis: 本院办法,
               tag: OWN, verified: true}]
publication:
  - {key: judgment, name: 公益诉讼裁判文书, rule: conditional, text: 人民法院公开后转载,
     basis: 本院规定, tag: OWN, verified: true}
decisions:
  - {key: file, name: 决定立案, decided_by: [chief, committee], flows: [公益诉讼],
     basis: 办案规则第28条, tag: OWN, verified: true}
"""
    with supplied(office=more):
        assert paper("filing_decision").retention is RetentionClass.YEARS_60
        assert figure("grid_officer", "minimum_age").value == 20
        assert publications()["judgment"].rule is PublicationRule.CONDITIONAL
        assert len(decision_right("file", date(2026, 11, 25)).decided_by) == 2
        assert supplements() == ("law/office.yaml",)
    assert figure("grid_officer", "minimum_age").value == 18


WRONG = [
    ("not YAML", "areas: [", ""),
    ("a list", "- 1", ""),
    ("empty", "", ""),
    ("a section nobody knows", "rules: []", "rules"),
    ("sources are closed", "lead_sources: []", "lead_sources"),
    ("no list", "areas: 1", "areas"),
    ("a field nobody knows", LATER.replace("kind:", "sort: a, kind:"), "sort"),
    ("twice in one file", LATER + LATER.split("deadlines:\n")[1], "effective_from"),
    ("an alias that is a key", LATER.replace("title:", "aliases: [sugg_reply], title:"), "aliases"),
    ("a tag nobody knows", LATER.replace("tag: OWN", "tag: S99"), "tag"),
]


@pytest.mark.parametrize(("text", "field"), [row[1:] for row in WRONG], ids=[r[0] for r in WRONG])
def test_a_slip_is_refused_by_file_and_field_and_what_was_in_use_stays(
    text: str, field: str
) -> None:
    add_texts({"hearing.yaml": LATER})

    with pytest.raises(InvalidInputError, match=r"^law\.data_wrong$") as refused:
        add_texts({"wrong.yaml": text})

    assert refused.value.params["file"] == "law/wrong.yaml"
    assert refused.value.params.get("field", "") == field
    assert supplements() == ("law/hearing.yaml",)


def test_a_file_that_is_no_text_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe")

    with pytest.raises(InvalidInputError) as refused:
        add_folder(tmp_path)

    assert refused.value.params["file"] == "law/a.yaml"


def test_each_section_has_a_file_of_its_own() -> None:
    folder = Path(__file__).parents[2] / "src/xiezhi/law/data"

    assert {path.stem for path in folder.glob("*.yaml")} == {*SECTIONS, "lead_sources"}
