"""Groups, who belongs to them, who does what in them, and how they end."""
