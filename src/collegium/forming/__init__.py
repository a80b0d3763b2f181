"""Formation: from wishes to groups and their proposed series."""
