"""When a rule is in force, how its text falls into clauses, what may cite it."""
