"""Forms on pages, made of the same fields as every other way in."""
