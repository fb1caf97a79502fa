"""Matching a stored search vector with a query of ``language.segmentation.search_query``."""

from django.db.models import BooleanField, F, Func, Value


class Matches(Func):
    """True where a vector matches.

    The query is a literal and is cast: PostgreSQL's own parser, which Django's lookup calls, cuts
    Han text differently from one version to the next.
    """

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()

    def __init__(self, field: str, query: str) -> None:
        super().__init__(F(field), Value(query))
