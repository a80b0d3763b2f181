"""Questions, cycles, what was tried, and ideas that travel."""
