"""公开: what everyone may read without signing in."""
