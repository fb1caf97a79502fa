"""The tenant wall in Python: scope, manager, models and two-column relations."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import connection, models, transaction
from typing_extensions import override

M = TypeVar("M", bound=models.Model)

_current: ContextVar[uuid.UUID] = ContextVar("xiezhi_tenant")
_before_commit: ContextVar[list[Callable[[], None]]] = ContextVar("xiezhi_before_commit")


def current_tenant() -> uuid.UUID:
    """Return the procuratorate of the open scope.

    Raises:
        LookupError: no scope is open; a query without a tenant is a bug, never an empty answer.
    """
    return _current.get()


@contextmanager
def tenant_scope(procuratorate_id: uuid.UUID) -> Iterator[None]:
    """Open a transaction that sees one procuratorate only; commits at the end, or rolls back.

    Callbacks given to `before_commit` run last inside the transaction. Scopes do not nest: work
    for another procuratorate is a transaction of its own.
    """
    if _current.get(None) is not None:
        raise RuntimeError("tenant scopes do not nest")
    with transaction.atomic():
        token = _current.set(procuratorate_id)
        callbacks: list[Callable[[], None]] = []
        callbacks_token = _before_commit.set(callbacks)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('app.tenant', %s, true)", [str(procuratorate_id)])
            yield
            if not connection.needs_rollback:
                for callback in callbacks:
                    callback()
        finally:
            _before_commit.reset(callbacks_token)
            _current.reset(token)


def current_scope() -> object:
    """Return what tells the open scope from every other; compare with ``is``."""
    return _before_commit.get()


def before_commit(callback: Callable[[], None]) -> None:
    """Run a callback as the last thing of the open scope's transaction."""
    _before_commit.get().append(callback)


class TenantManager(models.Manager[M]):
    """Manager whose every query names the tenant; without a scope it raises LookupError."""

    @override
    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(procuratorate_id=current_tenant())


class TenantForeignKey(models.ForeignKey[Any, Any]):
    """Foreign key on ``(procuratorate_id, id)``; every join carries the tenant.

    Declares no index of its own: each model lists ``Index(fields=["procuratorate", …])``.
    """

    tenant_scoped = True

    def __init__(self, to: str, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_index"] = False
        super().__init__(to, on_delete, **kwargs)

    @override
    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_index", None)
        return name, path, args, kwargs

    @override
    def get_joining_fields(self, reverse_join: bool = False) -> Any:
        own, other = (
            model._meta.get_field("procuratorate")  # noqa: SLF001  # Django's documented API
            for model in (self.model, self.remote_field.model)
        )
        pair = (other, own) if reverse_join else (own, other)
        return (*super().get_joining_fields(reverse_join), pair)


class TenantModel(models.Model):
    """A row that belongs to one procuratorate."""

    procuratorate = models.ForeignKey(
        "accounts.Procuratorate",
        on_delete=models.PROTECT,
        db_index=False,
        related_name="+",
        default=current_tenant,
    )

    objects: models.Manager[Any] = TenantManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
