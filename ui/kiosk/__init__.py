"""The station's screen: a representative's own view, large, and nothing else."""
