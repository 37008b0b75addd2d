"""Facts that are derived from a View, and from nothing else."""
