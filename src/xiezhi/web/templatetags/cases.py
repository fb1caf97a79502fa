"""What pages of a case say in the words of its regime."""

from django import template

from xiezhi.web.cases.naming import Named, said

register = template.Library()


@register.filter
def said_of(words: str, case: Named) -> str:
    """Return words that speak of suggestions with the word of the case's regime."""
    return said(case, words)
