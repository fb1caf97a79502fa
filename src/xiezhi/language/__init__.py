"""Chinese text as data: cleaning, search tokens, near-duplicates, hints, sort keys. No I/O."""
