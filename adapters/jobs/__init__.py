"""Long work on record beside the log, so that any process of the house can tell about it."""
