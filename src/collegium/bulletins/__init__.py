"""The weekly bulletin: fixed slots, filled from what happened."""
