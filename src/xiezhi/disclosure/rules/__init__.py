"""What may be told of small groups, and what a release is."""
