"""Fails statements on tenant tables without the tenant in them."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

STATEMENT = re.compile(r"^\s*(SELECT|UPDATE|DELETE|INSERT|WITH)\b", re.IGNORECASE)


@cache
def tenant_tables() -> frozenset[str]:
    from django.apps import apps

    from xiezhi.infra.db.schema import is_tenant_table

    return frozenset(model._meta.db_table for model in apps.get_models() if is_tenant_table(model))


def guard(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    text = str(sql)
    if STATEMENT.match(text) and "procuratorate_id" not in text:
        touched = [table for table in tenant_tables() if f'"{table}"' in text]
        if touched:
            raise AssertionError(f"no tenant in a statement on {touched}: {text[:300]}")
    return execute(sql, params, many, context)
