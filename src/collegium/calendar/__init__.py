"""What stands in people's calendars: feeds and invitations."""
