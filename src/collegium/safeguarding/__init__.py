"""Reading a group for safeguarding: two people, a reason, some hours, and every look written down."""
