"""Writes of notifications: sending, delivering, reading."""
