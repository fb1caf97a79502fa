"""DDL of tenant tables: key, foreign keys and the row level security no migration can forget."""

from typing import Any, Final

from django.db import models
from django.db.backends.ddl_references import Statement
from django.db.backends.postgresql import schema
from typing_extensions import override

TENANT_FIELD: Final = "procuratorate"

# An empty setting reads as no tenant: PostgreSQL leaves "" behind after SET LOCAL (measured).
_TENANT: Final = "NULLIF(current_setting('app.tenant', true), '')::uuid"


def is_tenant_table(model: type[models.Model]) -> bool:
    """Return whether a model's rows belong to one procuratorate each."""
    return any(field.name == TENANT_FIELD for field in model._meta.local_fields)  # noqa: SLF001


def row_security_statements(table: str) -> tuple[str, ...]:
    """Return the statements that put one table behind the tenant wall."""
    test = f'("procuratorate_id" = {_TENANT})'
    return (
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
        f'CREATE POLICY tenant_wall ON "{table}" USING {test} WITH CHECK {test}',
    )


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    """Schema editor that keys tenant tables by ``(procuratorate_id, id)``."""

    sql_create_column_inline_fk = None  # type: ignore[assignment]  # foreign keys are always made apart

    @override
    def table_sql(self, model: type[models.Model]) -> tuple[str, list[Any]]:
        sql, params = super().table_sql(model)
        if is_tenant_table(model):
            head, tail = sql.rsplit(")", 1)
            head = head.replace(" PRIMARY KEY", "", 1)
            sql = f'{head}, PRIMARY KEY ("procuratorate_id", "id")){tail}'
        return sql, params

    @override
    def create_model(self, model: type[models.Model]) -> None:
        super().create_model(model)
        if is_tenant_table(model):
            for statement in row_security_statements(model._meta.db_table):  # noqa: SLF001
                self.execute(statement)

    def _create_fk_sql(self, model: type[models.Model], field: Any, suffix: str) -> Statement | str:  # noqa: ANN401  # absent from the stubs
        if not getattr(field, "tenant_scoped", False):
            made: Statement = super()._create_fk_sql(  # type: ignore[misc]  # absent from the stubs
                model, field, suffix
            )
            return made
        table, column = model._meta.db_table, field.column  # noqa: SLF001
        other = field.remote_field.model._meta.db_table  # noqa: SLF001
        name = self._create_index_name(table, [column], suffix="_tfk")  # type: ignore[attr-defined]  # absent from the stubs
        return (
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" '
            f'FOREIGN KEY ("procuratorate_id", "{column}") '
            f'REFERENCES "{other}" ("procuratorate_id", "id")'
        )
