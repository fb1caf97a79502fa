"""Law of leads as tables and pure functions."""
