"""Which office brings a suit itself, kind by kind and level by level (两高解释第5、20条)."""

import pytest

from xiezhi.accounts.rules.levels import OfficeLevel
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.suing import LOWEST_LEVEL, may_sue

COUNTY, CITY, PROVINCE = OfficeLevel.COUNTY, OfficeLevel.CITY, OfficeLevel.PROVINCE


@pytest.mark.parametrize(
    ("kind", "level", "is_open_to_county", "expected"),
    [
        (CaseKind.ADMINISTRATIVE, COUNTY, True, True),
        (CaseKind.ADMINISTRATIVE, COUNTY, False, False),
        (CaseKind.ADMINISTRATIVE, CITY, False, True),
        (CaseKind.CIVIL, COUNTY, True, False),
        (CaseKind.CIVIL, CITY, True, True),
        (CaseKind.CIVIL, PROVINCE, True, True),
        (CaseKind.INCIDENTAL, COUNTY, True, True),
    ],
)
def test_an_office_sues_at_the_level_of_the_court(
    kind: CaseKind, level: OfficeLevel, is_open_to_county: bool, expected: bool
) -> None:
    assert may_sue(kind, level, is_open_to_county=is_open_to_county) is expected


def test_every_kind_has_its_level() -> None:
    assert set(LOWEST_LEVEL) == set(CaseKind)
