"""docs/zones.md says what crosses, field by field."""

from tests.exchange.zones_table import PAGE, page_with_table


def test_the_page_lists_what_the_allow_list_allows() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page_with_table(text) == text, "run: python -m tests.exchange.zones_table"
