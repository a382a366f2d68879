"""The procedures: one table of rows per track."""
