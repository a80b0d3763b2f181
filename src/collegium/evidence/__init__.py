"""Results, counts, remarks and samples of work."""
