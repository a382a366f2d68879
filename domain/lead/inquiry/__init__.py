"""Inquiry and determination 调查认定."""
