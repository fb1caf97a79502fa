"""What a proposal is, its procedure, its conversion, its answer; lists and texts read in."""
