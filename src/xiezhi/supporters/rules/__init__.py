"""Kinds of supporters and when a term is current."""
