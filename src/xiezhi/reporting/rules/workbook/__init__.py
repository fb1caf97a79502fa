"""A superior's own XLSX form: read safely, shown as a grid, filled without changing anything else."""
