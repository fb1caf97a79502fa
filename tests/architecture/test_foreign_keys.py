"""Relations point downwards. Imports cannot show it: they are strings."""

import tomllib

from django.apps import apps
from django.db import models

from tests.architecture.source import ROOT
from xiezhi.infra.db.schema import is_tenant_table
from xiezhi.infra.tenant import TenantForeignKey


def layers() -> dict[str, int]:
    """Height of each package, read from the contract so that there is one list."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = project["tool"]["importlinter"]["contracts"][0]
    return {
        name.strip(): -place
        for place, line in enumerate(contract["layers"])
        for name in line.split("|")
    }


def own_relations() -> list[tuple[type[models.Model], type[models.Model], str]]:
    return [
        (model, field.related_model, field.name)
        for model in apps.get_models()
        if model.__module__.startswith("xiezhi.")
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
    ]


def above_the_tenant() -> list[tuple[type[models.Model], type[models.Model], str]]:
    return [row for row in own_relations() if row[2] != "procuratorate"]


def test_every_relation_points_to_the_same_or_a_lower_capability() -> None:
    height = layers()
    wrong = [
        f"{model._meta.label}.{name} -> {other._meta.label}"
        for model, other, name in above_the_tenant()
        if not (
            other._meta.app_label in height
            and height[other._meta.app_label] <= height[model._meta.app_label]
        )
    ]
    assert wrong == []


def test_tenant_tables_refer_to_each_other_by_two_columns() -> None:
    wrong = [
        f"{model._meta.label}.{name}"
        for model, other, name in own_relations()
        if is_tenant_table(other)
        and not getattr(model._meta.get_field(name), "tenant_scoped", False)
    ]
    assert wrong == []


def test_ledger_refers_to_nothing_but_the_tenant() -> None:
    found = {
        other._meta.label
        for model, other, _ in own_relations()
        if model._meta.app_label == "ledger"
    }
    assert found == {"accounts.Procuratorate"}


def test_every_relation_walked_backwards_has_its_index() -> None:
    """Children are found by (tenant, parent). Who-did-it relations ("+") are never walked."""
    missing = []
    for model, _, name in above_the_tenant():
        field = model._meta.get_field(name)
        if not isinstance(field, TenantForeignKey) or field.remote_field.hidden:
            continue
        starts = [tuple(index.fields[:2]) for index in model._meta.indexes] + [
            tuple(constraint.fields[:2])
            for constraint in model._meta.constraints
            if isinstance(constraint, models.UniqueConstraint)
        ]
        if ("procuratorate", name) not in starts:
            missing.append(f"{model._meta.label}.{name}")
    assert missing == []
