"""The registers of an office: which there are, their columns, how a cell is told, veiled and written to a file."""
