"""Level of a procuratorate: which court it stands beside (人民检察院组织法第12至14条)."""

from enum import StrEnum
from typing import Final


class OfficeLevel(StrEnum):
    """County, city, province, the Supreme People's Procuratorate."""

    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    SUPREME = "supreme"


LEVEL_LABELS: Final = {
    OfficeLevel.COUNTY: "基层人民检察院",
    OfficeLevel.CITY: "设区的市级人民检察院（分院）",
    OfficeLevel.PROVINCE: "省级人民检察院",
    OfficeLevel.SUPREME: "最高人民检察院",
}
