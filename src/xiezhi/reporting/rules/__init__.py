"""What may be counted, filled and locked: plain values and functions."""
