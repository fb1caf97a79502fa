"""Words every layer shares: errors, actor, clock, ids, transitions. Knows nothing else."""
