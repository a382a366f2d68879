"""Reads an office's own ledger, however it is laid out: what a column means, what a cell says, what a row becomes."""
