"""Makes one row of any tenant table, with the rows it needs, straight into the database."""

import itertools
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

import psycopg
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from psycopg import sql
from psycopg.types.json import Jsonb

from xiezhi.accounts.models import Procuratorate
from xiezhi.infra.db.schema import is_tenant_table

AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
COUNTER = itertools.count(1)

# Values a check constraint asks for and a field's type does not tell.
GIVEN: dict[str, dict[str, Any]] = {
    "accounts.RoleHolding": {"role": "clerk"},
    "cases.Case": {"is_open": True},
    "cases.CasePaper": {"is_draft": True},
    "cases.CaseStep": {"target_state": "proposed"},
    "cases.FollowUp": {"staff_count": 2},
    "cases.LookBack": {"done_on": None},
    "cases.Outcome": {"quantity": Decimal(1)},
    "clocks.ClockExtension": {"until_on": date(2026, 12, 25)},
    "disclosure.FigureRelease": {
        "state": "proposed",
        "content": Jsonb({"lines": [], "tables": []}),
    },
    "evidence.CustodyEntry": {"event": "viewed"},
    "leads.LeadStep": {"target_state": "registered"},
    "house.FunctionPost": {"first_label": "检察官01"},
    "house.RuleCitation": {"cited_by": "duty"},
    "leads.Lead": {"is_open": True},
    "exchange.ExchangePeer": {"kind": "procuratorate"},
    "letters.LetterReply": {"is_draft": True},
    "letters.LetterStep": {"target_state": "draft"},
    "proposals.Conversion": {"kind": "declined"},
    "proposals.ProposalStep": {"target_state": "received"},
    "reporting.FormMapping": {"cells": Jsonb({"cells": [], "checks": []})},
    "reporting.LedgerColumnSet": {"columns": Jsonb([])},
    "reporting.LockedReturn": {"cells": Jsonb([])},
}


def tenant_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if is_tenant_table(model)]


def make_office(connection: psycopg.Connection[Any]) -> uuid.UUID:
    made = insert(connection, Procuratorate, tenant=None)
    assert isinstance(made, uuid.UUID)
    return made


def insert(
    connection: psycopg.Connection[Any],
    model: type[models.Model],
    *,
    tenant: uuid.UUID | None,
    alone: bool = False,
    given: Mapping[str, Any] | None = None,
) -> Any:
    """Insert one row and return its id; its parents first, unless it shall stand alone.

    ``given`` names values by field; a relation takes the parent's id.
    """
    parents = None if alone else connection
    known = GIVEN.get(model._meta.label, {}) | dict(given or {})
    row: dict[str, Any] = {
        str(field.column): known[field.name]
        if field.name in known
        else _value(parents, field, tenant)
        for field in model._meta.concrete_fields
    }
    connection.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            sql.Identifier(model._meta.db_table),
            sql.SQL(", ").join([sql.Identifier(column) for column in row]),
            sql.SQL(", ").join([sql.Placeholder()] * len(row)),
        ),
        list(row.values()),
    )
    return row["id"]


def _value(
    parents: psycopg.Connection[Any] | None,
    field: "models.Field[Any, Any]",
    tenant: uuid.UUID | None,
) -> Any:
    if field.name == "procuratorate":
        return tenant
    if field.null:
        return None
    if isinstance(field, models.ForeignKey):
        related = field.remote_field.model
        if related._meta.label == "accounts.Procuratorate":
            return tenant
        return uuid.uuid4() if parents is None else insert(parents, related, tenant=tenant)
    if field.has_default():
        value = field.get_default()
        return Jsonb(value) if isinstance(field, models.JSONField) else value
    if field.blank and field.empty_strings_allowed:
        return ""
    if field.choices:
        return next(iter(field.choices))[0]
    return _by_type(field)


def _by_type(field: "models.Field[Any, Any]") -> Any:
    if isinstance(field, models.CharField | models.TextField):
        return uuid.uuid4().hex[: field.max_length or 32]
    return next(made() for kinds, made in _MADE if isinstance(field, kinds))


# Django's field of an instant is a kind of its field of a day, so it comes first.
_MADE: Final[tuple[tuple[Any, Callable[[], Any]], ...]] = (
    (ArrayField, list),
    (models.UUIDField, uuid.uuid4),
    (models.BinaryField, lambda: uuid.uuid4().bytes * 2),
    (models.JSONField, lambda: Jsonb({})),
    (models.DateTimeField, lambda: AT),
    (models.DateField, lambda: date(2026, 11, 25)),
    (models.BooleanField, lambda: False),
    (models.DecimalField, lambda: Decimal(next(COUNTER))),
    ((models.IntegerField, models.FloatField), lambda: next(COUNTER)),
)
