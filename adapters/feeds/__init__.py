"""The feed to other systems: a table that is the truth for everybody outside, and who fills and reads it."""
