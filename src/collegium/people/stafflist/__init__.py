"""From a school's own staff list to its staff: columns, lines, what differs, and bringing it in."""
