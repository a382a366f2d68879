"""The outside world: stores, keys, clocks, files."""
