"""Pure: intervals, comparisons, agreement, suppression. No Django."""
