"""Campaigns, their matters, what was done."""
