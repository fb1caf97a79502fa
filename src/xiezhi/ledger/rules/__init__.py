"""What the ledger proves and how: pure functions over bytes, no Django, no I/O, no clock.

``canonical`` writes an entry as bytes, ``salted`` hashes values without giving them away,
``merkle`` grows the tree, ``proofs`` refuses, ``signed_note`` and ``checkpoint`` sign its head.
"""
