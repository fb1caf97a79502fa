"""Database backend: PostgreSQL with two-column keys and row level security on tenant tables."""
