"""Settings, addresses, the command line and the processes that serve."""
