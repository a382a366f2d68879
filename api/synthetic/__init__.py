"""A synthetic district: an invented year of leads out of a seed, done through the service like anybody's work."""
