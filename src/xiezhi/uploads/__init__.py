"""Uploads: files on their way, arriving in parts over weak networks, until a report takes them."""
