"""What may happen next: procedures, law, terms, and the one write path."""
