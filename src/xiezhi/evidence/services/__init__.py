"""Storing files as received, with the copies that may be shown."""
