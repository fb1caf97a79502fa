"""Journeys from start to end, in plain steps."""
