"""The demo's people and places: counts, and keys that resolve."""

import re
from importlib import resources

import pytest

from xiezhi.accounts.rules.roles import Role
from xiezhi.demo.facts import (
    departments,
    grid_members,
    instruments,
    offices,
    position_in,
    special_assistants,
    staff,
    towns,
    units,
)
from xiezhi.demo.tables import read_row
from xiezhi.kernel.errors import InvalidInputError

_FILES = ("office", "towns", "partners", "grid", "stories", "pool")
# A surname and one or two characters before a title or verb of speech: how people are named in reports.
_NAMED_PERSON = re.compile(
    r"(?<![一-龥])[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜]某{0,2}[一-龥]{0,1}(?:先生|女士|同志|某某|师傅|老师)"
)


def _text(file: str) -> str:
    return resources.files("xiezhi.demo").joinpath(f"data/{file}.yaml").read_text("utf-8")


def test_sixteen_units_signed_an_instrument() -> None:
    assert sum(unit.partner for unit in units().values()) == 16


def test_partners_and_only_partners_have_instruments() -> None:
    assert all(bool(unit.instruments) == unit.partner for unit in units().values())
    assert all(key in instruments() for unit in units().values() for key in unit.instruments)


def test_invented_instruments_say_so() -> None:
    assert all(("演示推演" in row.title) == row.invented for row in instruments().values())
    assert sum(not row.invented for row in instruments().values()) == 2


def test_there_are_forty_three_grid_members_numbered_from_one() -> None:
    assert list(grid_members()) == list(range(1, 44))
    assert all(member.town in towns() for member in grid_members().values())


def test_grid_member_seven_is_of_zhandanzhao() -> None:
    assert grid_members()[7].label == "网格员07 · 展旦召苏木"


def test_every_town_has_a_grid_member() -> None:
    assert {member.town for member in grid_members().values()} == set(towns())


def test_there_are_ten_special_assistants_of_partner_units() -> None:
    assert [row.number for row in special_assistants()] == list(range(1, 11))
    assert all(units()[row.unit].partner for row in special_assistants())
    assert special_assistants()[3].label == "特邀检察官助理04（旗应急局）"


def test_staff_belong_to_departments_of_their_office() -> None:
    known = {(row.office, row.key) for row in departments()}
    assert all((row.office, row.department) in known for row in staff())
    assert all(row.office in offices() for row in departments())


@pytest.mark.parametrize("office", ["dalad", "yanshi"])
def test_each_office_can_sign_and_administrate(office: str) -> None:
    roles = {row.role for row in staff() if row.office == office}
    assert roles >= {
        Role.CHIEF_PROCURATOR,
        Role.PROSECUTOR,
        Role.SYSTEM_ADMIN,
        Role.SECURITY_ADMIN,
        Role.AUDIT_ADMIN,
    }


def test_sign_in_names_are_unique_in_an_office() -> None:
    names = [(row.office, row.key) for row in staff()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("town", list(towns()))
def test_places_lie_in_the_banner(town: str) -> None:
    latitude, longitude = position_in(town, "某处")
    assert 39.9 < latitude < 40.7
    assert 108.9 < longitude < 110.75


@pytest.mark.parametrize("file", _FILES)
def test_no_table_names_a_person(file: str) -> None:
    assert not _NAMED_PERSON.search(_text(file))


@pytest.mark.parametrize("file", _FILES)
def test_no_table_holds_a_long_number(file: str) -> None:
    assert not re.search(r"\d{7,}", _text(file))


@pytest.mark.parametrize("file", _FILES)
def test_no_table_names_a_company(file: str) -> None:
    assert not re.search(r"有限(责任)?公司|集团", _text(file))


@pytest.mark.parametrize(
    "item",
    [
        pytest.param({"key": "a", "name": "b", "kind": "镇", "latitude": 1.0}, id="missing"),
        pytest.param({"key": "a", "nom": "b"}, id="unknown-key"),
        pytest.param(
            {"key": 1, "name": "b", "kind": "镇", "latitude": 1.0, "longitude": 1.0}, id="type"
        ),
        pytest.param(["a"], id="not-a-mapping"),
    ],
)
def test_a_faulty_row_is_refused(item: object) -> None:
    row = type(next(iter(towns().values())))
    with pytest.raises(InvalidInputError) as refused:
        read_row(item, row, "towns[0]")
    assert refused.value.code == "demo.bad_table"
