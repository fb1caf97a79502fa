"""Proposals a person may see, their pages, hints for screening, links of a matter."""
