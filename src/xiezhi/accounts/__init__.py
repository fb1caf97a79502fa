"""Procuratorates (tenants), departments, people who sign in, roles, and the office's own settings."""
