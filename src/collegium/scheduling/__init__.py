"""Finding the time, and a year of meetings that is fair: polls, and plans of series to choose from."""
