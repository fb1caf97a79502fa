"""Which files are taken, under which name, and what their heads say. Plain Python."""
