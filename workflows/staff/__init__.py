"""The directory as a spreadsheet: rows of people in, changes out."""
