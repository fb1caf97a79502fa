"""Places as numbers: datum conversion, distance, checked positions, a map without tiles."""
