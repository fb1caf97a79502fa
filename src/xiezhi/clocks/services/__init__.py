"""Writes of clocks."""
