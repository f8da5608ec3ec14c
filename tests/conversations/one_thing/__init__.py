"""People want to say one thing and nothing else."""
