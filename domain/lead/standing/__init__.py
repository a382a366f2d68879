"""What may happen at any stage: signatures, grading, people, suspension, merging, notices."""
