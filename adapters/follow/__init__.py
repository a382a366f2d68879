"""Those who follow the log: read models in one transaction with their position, effects with a lease."""
