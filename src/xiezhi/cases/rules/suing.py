"""Which procuratorate may bring a suit itself: that of the court's level (两高解释第5条)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from xiezhi.accounts.rules.levels import OfficeLevel
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.states import CaseEvent

LOWEST_LEVEL: Final[Mapping[CaseKind, OfficeLevel]] = MappingProxyType(
    {
        CaseKind.ADMINISTRATIVE: OfficeLevel.COUNTY,
        CaseKind.CIVIL: OfficeLevel.CITY,
        CaseKind.INCIDENTAL: OfficeLevel.COUNTY,
        CaseKind.SUPPORT: OfficeLevel.COUNTY,
        CaseKind.GOVERNANCE: OfficeLevel.COUNTY,
    }
)
"""From which level on an office sues: civil suits begin before the court of the city, those beside a
criminal case before the court that hears it (两高解释第5、20条)."""

ONLY_WHERE_SUED: Final = frozenset({CaseEvent.TAKE_OVER})
"""Steps not even shown to an office that may not sue: such a case is transferred to it by nobody."""

_UPWARDS: Final = tuple(OfficeLevel)


def reaches(level: OfficeLevel, lowest: OfficeLevel) -> bool:
    """Whether an office stands at a level or above it."""
    return _UPWARDS.index(level) >= _UPWARDS.index(lowest)


def may_sue(kind: CaseKind, level: OfficeLevel, *, is_open_to_county: bool = True) -> bool:
    """Whether an office of a level may sue; ``is_open_to_county`` is what the area's law says."""
    lowest = LOWEST_LEVEL[kind]
    if not is_open_to_county and lowest is OfficeLevel.COUNTY:
        lowest = OfficeLevel.CITY
    return reaches(level, lowest)
