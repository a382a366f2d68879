"""The log: every event, in order, hashed over its stored bytes, on SQLite and PostgreSQL."""
