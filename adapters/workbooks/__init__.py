"""Workbooks on disk: reads the ledgers that offices keep, writes those they take away."""
