"""What the door does: seal identities it cannot open, and give receipts."""
