"""Reads of supporters."""
