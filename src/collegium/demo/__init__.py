"""A small network of schools in the middle of its year, made by the same verbs that pages call."""
