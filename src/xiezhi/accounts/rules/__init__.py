"""Roles, rights and sign-in rules, without a database."""
