"""Administrative divisions as data: what ships with the product, and the lists an office brings."""
