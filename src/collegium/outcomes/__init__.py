"""What a group found reaches colleagues and leaders: reports, proposals, policies, further research."""
