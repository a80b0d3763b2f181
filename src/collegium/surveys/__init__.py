"""What pupils and staff say, without anybody being known by it."""
