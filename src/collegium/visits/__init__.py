"""Peer visits: timetables, the plan of who visits whom and when, each visit and what the two keep of it."""
