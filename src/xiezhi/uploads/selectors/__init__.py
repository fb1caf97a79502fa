"""Selectors of uploads."""
