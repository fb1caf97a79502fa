"""Reads of the vault: only what waits in the outer zone to be carried inside."""
