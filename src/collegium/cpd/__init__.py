"""What somebody did to learn, for themselves: hours, dates and roles, and a certificate that can be checked."""
