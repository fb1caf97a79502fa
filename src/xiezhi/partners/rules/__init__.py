"""Kinds of units and the yearly confirmation of liaison officers."""
