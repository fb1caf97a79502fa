"""The backend Django loads: ``ENGINE = "xiezhi.infra.db"``."""

from django.db.backends.postgresql import base

from xiezhi.infra.db.features import DatabaseFeatures
from xiezhi.infra.db.operations import DatabaseOperations
from xiezhi.infra.db.schema import DatabaseSchemaEditor


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL with the tenant in every key."""

    features_class = DatabaseFeatures
    ops_class = DatabaseOperations
    SchemaEditorClass = DatabaseSchemaEditor
