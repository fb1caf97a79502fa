"""Writes of own rules, citations, limits with their clause, and the four functions."""
