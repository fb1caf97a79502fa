"""What of the house may cross: texts opened outside, duties, whom to call, limits outside counts by.

Left out on purpose: scans, who entered a rule, whoever cites one inside.
"""

from typing import Final

from xiezhi.accounts.rules.crossing import FORGETTING_RULE, LIMITS_OUTSIDE
from xiezhi.exchange.rules.fields import Fields, FieldType, code, integer, line, plain, rows, text
from xiezhi.house.rules.crossing import (
    MAX_CLAUSE,
    MAX_CLAUSES,
    MAX_CONTACTS,
    MAX_DUTIES,
    MAX_RULES,
)
from xiezhi.house.rules.functions import CIRCLE_LABELS, FUNCTION_LABELS
from xiezhi.house.rules.register import RULE_KIND_LABELS

HOUSE_FIELDS: Final[Fields] = {
    "id": plain(FieldType.ID, required=True),
    "rules": rows(
        {
            "id": plain(FieldType.ID, required=True),
            "kind": code(RULE_KIND_LABELS),
            "name": line(60, required=True),
            "number": line(30),
            "issued_on": plain(FieldType.DAY, required=True),
            "in_force_from": plain(FieldType.DAY, required=True),
            "repealed_on": plain(FieldType.DAY),
            "is_open": plain(FieldType.BOOLEAN, required=True),
            "clauses": rows(
                {
                    "number": line(20, required=True),
                    "heading": line(80),
                    "text": text(MAX_CLAUSE),
                },
                most=MAX_CLAUSES,
            ),
        },
        most=MAX_RULES,
    ),
    "duties": rows(
        {
            "subject": line(60, required=True),
            "rule_id": plain(FieldType.ID, required=True),
            "clause": line(20, required=True),
        },
        most=MAX_DUTIES,
    ),
    "limits": rows(
        {
            "rule_key": code({FORGETTING_RULE: "互联网端清除已带入内网的内容"}),
            "length": integer(400, required=True),
            "unit": code({"day": "日", "working_day": "工作日", "month": "月"}),
            "effective_from": plain(FieldType.DAY, required=True),
        },
        most=len(LIMITS_OUTSIDE),
    ),
    "contacts": rows(
        {
            "circle": code(CIRCLE_LABELS),
            "function": code(FUNCTION_LABELS),
            "department": line(40),
            "first": line(30, required=True),
            "second": line(30),
            "telephone": line(30),
        },
        most=MAX_CONTACTS,
    ),
}
