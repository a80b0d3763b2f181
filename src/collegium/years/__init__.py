"""The year wheel: how a school year closes, and what goes on into the next."""
