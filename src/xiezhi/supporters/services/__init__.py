"""Writes of supporters."""
