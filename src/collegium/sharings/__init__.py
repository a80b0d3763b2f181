"""Sharing sessions: what was found last year, told to the whole staff; and how far it has come since."""
