"""Rules of the information pool, without a database."""
