"""What happened is a row: who did what, to what, when."""
