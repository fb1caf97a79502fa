"""Reads of the reporting capability."""
