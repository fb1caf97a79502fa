"""Photos, voices and papers: what is taken, how it is read safely, how it is kept unaltered."""
