"""Subject areas by the law of the day: 法定 or 等外."""

from datetime import date

import pytest

from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.areas import Standing, area_on, area_register, areas_on

STATUTORY_FROM = [
    # area, first day a law names it, article
    ("eco_resources", date(2017, 7, 1), "行诉法第25条第4款"),
    ("food_drug", date(2017, 7, 1), "行诉法第25条第4款"),
    ("state_property", date(2017, 7, 1), "行诉法第25条第4款"),
    ("land_use_right", date(2017, 7, 1), "行诉法第25条第4款"),
    ("martyrs", date(2018, 5, 1), "英雄烈士保护法第25条"),
    ("minors", date(2021, 6, 1), "未成年人保护法第106条"),
    ("military_rights", date(2021, 8, 1), "军人地位和权益保障法第62条"),
    ("work_safety", date(2021, 9, 1), "安全生产法第74条"),
    ("personal_info", date(2021, 11, 1), "个人信息保护法第70条"),
    ("antimonopoly", date(2022, 8, 1), "反垄断法第60条"),
    ("telecom_fraud", date(2022, 12, 1), "反电信网络诈骗法第47条"),
    ("agri_product", date(2023, 1, 1), "农产品质量安全法第79条"),
    ("women", date(2023, 1, 1), "妇女权益保障法第77条"),
    ("accessibility", date(2023, 9, 1), "无障碍环境建设法第63条"),
    ("cultural_relics", date(2025, 3, 1), "文物保护法第99条"),
]


@pytest.mark.parametrize(
    ("key", "first_day", "basis"), STATUTORY_FROM, ids=[row[0] for row in STATUTORY_FROM]
)
def test_an_area_is_statutory_from_the_day_its_law_is_in_force(
    key: str, first_day: date, basis: str
) -> None:
    found = area_on(key, first_day)

    assert found.area.statutory_from == first_day
    assert found.standing is Standing.STATUTORY
    assert found.basis_text.startswith(basis)
    day_before = first_day.replace(year=first_day.year - 1)
    assert all(
        one.standing is Standing.BEYOND for one in areas_on(day_before) if one.area.key == key
    )


def test_free_bus_rides_of_2022_were_beyond_the_list() -> None:
    found = area_on("accessibility", date(2022, 6, 1))

    assert (found.standing, found.bases, found.basis_text) == (Standing.BEYOND, (), "")


def test_fire_water_cranes_fall_under_work_safety() -> None:
    assert area_on("work_safety", date(2022, 6, 1)).standing is Standing.STATUTORY


@pytest.mark.parametrize(
    ("day", "article"),
    [
        (date(2021, 12, 31), "民诉法第55条第2款"),
        (date(2022, 1, 1), "民诉法第58条第2款"),
        (date(2024, 1, 1), "民诉法第58条第2款"),
    ],
)
def test_the_civil_article_is_the_one_of_its_version(day: date, article: str) -> None:
    assert area_on("eco_resources", day).basis_text == f"行诉法第25条第4款；{article}"


@pytest.mark.parametrize("key", ["heritage", "defence", "other"])
def test_drafts_and_the_rest_are_never_statutory(key: str) -> None:
    found = area_on(key, date(2026, 11, 25))

    assert found.standing is Standing.BEYOND
    assert not found.is_verified
    assert found.area.statutory_from is None


def test_a_county_office_may_not_sue_in_antimonopoly() -> None:
    barred = [area.key for area in area_register().areas if not area.county_may_sue]

    assert barred == ["antimonopoly"]


def test_no_areas_before_public_interest_suits() -> None:
    assert areas_on(date(2017, 6, 30)) == ()


def test_every_area_is_listed_once_on_any_later_day() -> None:
    keys = [found.area.key for found in areas_on(date(2026, 11, 25))]

    assert len(keys) == len(set(keys)) == len(area_register().areas)


def test_an_unknown_area_is_not_found() -> None:
    with pytest.raises(NotFoundError, match=r"^law\.no_area$"):
        area_on("no_such_area", date(2026, 11, 25))
