"""What the backend may assume."""

from django.db.backends.postgresql import features


class DatabaseFeatures(features.DatabaseFeatures):
    """PostgreSQL, except that ``id`` alone is not a key, so GROUP BY must name every column."""

    allows_group_by_selected_pks = False
