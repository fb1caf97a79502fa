"""Tables of reporting."""

from xiezhi.reporting.models.columns import LedgerColumnSet
from xiezhi.reporting.models.forms import FormMapping, ReturnForm, ReturnFormVersion
from xiezhi.reporting.models.returns import LockedReturn, ReturnOverride, UpwardReturn

__all__ = [
    "FormMapping",
    "LedgerColumnSet",
    "LockedReturn",
    "ReturnForm",
    "ReturnFormVersion",
    "ReturnOverride",
    "UpwardReturn",
]
