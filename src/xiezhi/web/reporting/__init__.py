"""上报: a superior's forms mapped, filled, checked, locked and compared."""
