"""Writes of the reporting capability."""
