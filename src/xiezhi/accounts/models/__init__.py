"""Tables of accounts."""

from xiezhi.accounts.models.account import Account
from xiezhi.accounts.models.devices import BoundDevice, SmsCode
from xiezhi.accounts.models.office import OfficeHoliday, OwnLimit, StatisticsDay, Town
from xiezhi.accounts.models.procuratorate import Procuratorate, ProcuratorateHost
from xiezhi.accounts.models.staff import Delegation, Department, RoleHolding, StaffMember

__all__ = [
    "Account",
    "BoundDevice",
    "Delegation",
    "Department",
    "OfficeHoliday",
    "OwnLimit",
    "Procuratorate",
    "ProcuratorateHost",
    "RoleHolding",
    "SmsCode",
    "StaffMember",
    "StatisticsDay",
    "Town",
]
