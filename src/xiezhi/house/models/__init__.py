"""Tables of house."""

from xiezhi.house.models.functions import FunctionPost
from xiezhi.house.models.register import OwnRule, OwnRuleClause, RuleCitation

__all__ = ["FunctionPost", "OwnRule", "OwnRuleClause", "RuleCitation"]
