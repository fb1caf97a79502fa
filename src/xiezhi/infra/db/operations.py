"""How the backend writes SQL."""

from django.db.backends.postgresql import operations
from typing_extensions import override


class DatabaseOperations(operations.DatabaseOperations):
    """PostgreSQL with foreign keys checked at once.

    Deferred checks leave "pending trigger events" that stop data migrations, and Citus has none.
    """

    @override
    def deferrable_sql(self) -> str:
        return ""
