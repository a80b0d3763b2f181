"""Comparisons, registered before their numbers are seen."""
