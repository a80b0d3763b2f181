"""Approaches, programmes, themes, and what staff wish to work on."""
