"""Law and logic of letters; plain Python."""
