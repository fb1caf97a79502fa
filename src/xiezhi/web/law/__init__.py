"""法律依据: the time limits, areas and sources in force, and how a date was counted."""
