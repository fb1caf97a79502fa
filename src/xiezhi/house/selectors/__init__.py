"""Reads of own rules, of what cites them, and of who does the four functions."""
