"""What is true of the field: pure shapes and rules, standard library only."""
