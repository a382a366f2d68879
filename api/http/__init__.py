"""The way in for programs and browsers: HTTP, with every rule told in its answers."""
