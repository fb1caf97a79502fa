"""Writes to the ledger: the one `act()` every change goes through, refusals, checkpoints."""
