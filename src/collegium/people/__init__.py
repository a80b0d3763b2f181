"""Persons, schools, networks and appointments; the school year; signing in."""
