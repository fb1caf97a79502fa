"""Rules of cases: procedures, guards, clocks, papers. Plain Python."""
