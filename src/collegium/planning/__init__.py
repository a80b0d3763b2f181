"""Planning: plain dataclasses in, a plan with its reasons out. Knows nothing of the web or the database."""
