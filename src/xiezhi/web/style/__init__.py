"""The living style page: every part of the look with sample data, so that a change is seen at once."""
