"""Fails statements on tenant tables without the tenant in them."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
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
    touched = tables_without_tenant(text)
    if touched:
        raise AssertionError(f"no tenant in a statement on {touched}: {text[:300]}")
    return execute(sql, params, many, context)


@lru_cache(maxsize=1024)
def tables_without_tenant(text: str) -> tuple[str, ...]:
    """Return the tenant tables a statement touches without the tenant."""
    if not STATEMENT.match(text) or "procuratorate_id" in text:
        return ()
    return tuple(table for table in tenant_tables() if f'"{table}"' in text)
