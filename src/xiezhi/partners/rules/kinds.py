"""Kinds of partner units."""

from enum import StrEnum
from typing import Final


class UnitKind(StrEnum):
    """What sort of body a unit is."""

    ADMINISTRATIVE = "administrative"
    PEOPLES_CONGRESS = "peoples_congress"
    CPPCC = "cppcc"
    JUDICIAL = "judicial"
    SUPERVISORY = "supervisory"
    MASS_ORGANISATION = "mass_organisation"
    TOWNSHIP = "township"
    INSTITUTION = "institution"
    OTHER = "other"


UNIT_KIND_LABELS: Final = {
    UnitKind.ADMINISTRATIVE: "行政机关",
    UnitKind.PEOPLES_CONGRESS: "人大机关",
    UnitKind.CPPCC: "政协机关",
    UnitKind.JUDICIAL: "政法单位",
    UnitKind.SUPERVISORY: "纪检监察机关",
    UnitKind.MASS_ORGANISATION: "群团组织",
    UnitKind.TOWNSHIP: "苏木乡镇、街道",
    UnitKind.INSTITUTION: "事业单位",
    UnitKind.OTHER: "其他单位",
}
