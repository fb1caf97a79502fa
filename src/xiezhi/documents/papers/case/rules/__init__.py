"""The fields of the procedures' papers: their words, their kinds, their order in time."""
