"""Meetings, the series they belong to, and whose turn it is to host."""
