"""The demonstration: an invented district of 2022, told from files that an office could have written."""
