"""JSON Schemas of what goes in and out, made from the tables and types themselves."""
