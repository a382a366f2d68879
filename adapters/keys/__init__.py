"""The keys of persons and streams, kept apart from the log so that they can be destroyed alone."""
