"""The clock, the web, idempotency, components and styles. Knows nothing of schools."""
