"""Collegium: where teachers learn together."""

__version__ = "0.1.0"
