"""Decodes pictures of strangers in a process of its own that can do nothing else."""
