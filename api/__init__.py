"""The ways in: settings, composition, command line."""
