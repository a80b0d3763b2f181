"""Learning walks: lessons drawn by lot, counted without a name."""
