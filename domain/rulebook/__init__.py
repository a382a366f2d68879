"""What the offices of this installation set of the rules that the law leaves to them: values with their days."""
