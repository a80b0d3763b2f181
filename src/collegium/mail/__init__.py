"""Letters: kept in an outbox, sent by the worker, each at most once."""
