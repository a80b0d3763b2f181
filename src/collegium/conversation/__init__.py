"""Threads for thinking and threads for arrangements, and what goes out of them by mail."""
