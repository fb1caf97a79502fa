"""Law and logic of clocks: plain Python, no database."""
