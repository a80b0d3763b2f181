"""Pages across apps: Today, a group's home, the programme's desk."""
